# `process_of ID` prints the directory in /proc of the first process of a container, or nothing; for one who sees the processes of the machine.
process_of() {
  for process in /proc/[0-9]*; do
    # In a namespace of its own it is the first; the numbers that it has outside stand before.
    case $(sed -n 's/^NSpid:.*[[:space:]]//p' "$process/status" 2>/dev/null) in 1) ;; *) continue ;; esac
    grep -q "$1" "$process/cgroup" 2>/dev/null && echo "$process" && return
  done
}
