# Fills what is mounted at a path of a container until nothing more fits, from outside, for so many seconds; what has no limit of its own stays as it is.
found=$(process_of "$1")
[ -n "$found" ] || { echo "it does not run" >&2; exit 1; }
# Links mean what they mean there.
place=
for part in $(echo "$2" | tr / ' '); do
  place=$place/$part
  link=$(readlink "$found/root$place") || continue
  case $link in /*) place=$link ;; *) place=${place%/*}/$link ;; esac
done
place=$found/root$place
[ "$(stat -f -c '%b' "$place")" -le $((1024 * 1024 * 1024 / $(stat -f -c '%S' "$place"))) ] || { echo "more than a gibibyte fits into $2" >&2; exit 1; }
# A file without a name: what it takes is free when nobody has it open any more, whatever becomes of the container.
exec 3>"$place/.e2e-filler"
rm "$place/.e2e-filler"
dd if=/dev/zero bs=64k >&3 2>/dev/null
sleep "$3" </dev/null >/dev/null 2>&1 &
