# Sends a signal to every process of a container, from outside.
found=$(process_of "$1")
[ -n "$found" ] || { echo "it does not run" >&2; exit 1; }
for process in /proc/[0-9]*; do
  [ "$(readlink "$process/ns/pid")" = "$(readlink "$found/ns/pid")" ] && kill "-$2" "$(basename "$process")"
done
true
