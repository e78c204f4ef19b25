# Runs as root among the processes of the machine, whose control groups are below /sys/fs/cgroup, and tells what the first process of each
# container is given: no image has to have a tool for that. Arguments are ids of containers; each line of the standard input is an id, a
# word (file, sysctl, device) and what is asked for. What is told of one begins with `container`, and goes on with lines of a word and base64.
wanted=$(cat)
told() { printf %s "$1" | base64 | tr -d '\n'; }
cgroup_of() {
  # Of the first version each controller has a tree of its own, of the second one all have one.
  for file in memory.limit_in_bytes memory.soft_limit_in_bytes memory.max memory.low cpu.cfs_quota_us cpu.cfs_period_us cpu.max cpu.shares cpu.weight pids.max devices.list; do
    own=$(sed -n "s/^[0-9]*:[^:]*\b${file%%.*}\b[^:]*://p" "$1/cgroup" | head -n 1)
    for place in "/sys/fs/cgroup/${file%%.*}$own/$file" "/sys/fs/cgroup$(sed -n 's/^0:://p' "$1/cgroup")/$file"; do
      [ -f "$place" ] && echo "cgroup $(told "$file") $(base64 <"$place" | tr -d '\n')" && break
    done
  done
}
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
