# `process_of ID` prints the directory in /proc of the first process of a container, or nothing; for one who sees the processes of the machine.
process_of() {
  first=
  for process in $(ls /proc | grep '^[0-9]' | sort -n | sed 's|^|/proc/|'); do
    grep -q "$1" "$process/cgroup" 2>/dev/null || continue
    # In a namespace of its own it is the first; the numbers that it has outside stand before.
    case $(sed -n 's/^NSpid:.*[[:space:]]//p' "$process/status" 2>/dev/null) in 1) echo "$process" && return ;; esac
    # Among those of the machine it is the one that none of them has started.
    parent=$(sed -n 's/^PPid:[[:space:]]*//p' "$process/status" 2>/dev/null)
    grep -q "$1" "/proc/$parent/cgroup" 2>/dev/null || first=${first:-$process}
  done
  [ -n "$first" ] && echo "$first"
}
