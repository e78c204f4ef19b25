# Runs as root among the processes of the machine, and tells what the first process of each
# container is given: no image has to have a tool for that. Arguments are ids of containers; each line of the standard input is an id, a
# word (file, sysctl, device) and what is asked for. What is told of one begins with `container`, and goes on with lines of a word and base64.
wanted=$(cat)
for id in "$@"; do
  found=$(process_of "$id")
  echo "container $id $found"
  [ -n "$found" ] || continue
  for what in environ cmdline status mountinfo limits; do echo "$what $(base64 <"$found/$what" | tr -d '\n')"; done
  echo "route $(base64 <"$found/net/route" | tr -d '\n')"
  for link in ns/ipc ns/pid ns/user cwd exe fd/0; do echo "link $(told "$link") $(told "$(readlink "$found/$link")")"; done
  for link in ns/ipc ns/pid ns/user; do echo "machine $(told "$link") $(told "$(readlink "/proc/self/$link")")"; done
  within="nsenter --uts=$found/ns/uts --ipc=$found/ns/ipc --net=$found/ns/net"
  echo "hostname $(told "$($within hostname)")"
  echo "domainname $(told "$($within cat /proc/sys/kernel/domainname)")"
  for card in "$found"/root/sys/class/net/*; do [ -f "$card/address" ] && echo "card $(told "${card##*/}") $(base64 <"$card/address" | tr -d '\n')"; done
  cgroup_of "$found"
  printf '%s\n' "$wanted" | while read -r of kind what; do
    [ "$of" = "$id" ] || continue
    inside=$found/root$what
    case $kind in
      sysctl) echo "sysctl $(told "$what") $($within cat "/proc/sys/$(printf %s "$what" | tr . /)" 2>/dev/null | base64 | tr -d '\n')" ;;
      device) echo "device $(told "$what") $([ -c "$inside" ] && told "c $((0x$(stat -L -c %t "$inside"))):$((0x$(stat -L -c %T "$inside")))")" ;;
      file)
        if [ -f "$inside" ]; then echo "file $(told "$what") $(stat -L -c '%a %u %g' "$inside" | tr ' ' :) $(base64 <"$inside" | tr -d '\n')"
        else echo "file $(told "$what") none"; fi ;;
    esac
  done
done
