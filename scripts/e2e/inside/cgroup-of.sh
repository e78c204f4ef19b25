# `cgroup_of PROCESS` tells what is in the files of the control groups of a process, of whose directory in /proc it is given. They are below
# /sys/fs/cgroup of the machine, which is at $ROOT for one who sees only its own group in that place.
told() { printf %s "$1" | base64 | tr -d '\n'; }
cgroup_of() {
  # Of the first version each controller has a tree of its own, of the second one all have one.
  for file in memory.limit_in_bytes memory.soft_limit_in_bytes memory.max memory.low cpu.cfs_quota_us cpu.cfs_period_us cpu.max cpu.shares cpu.weight pids.max devices.list; do
    own=$(sed -n "s/^[0-9]*:[^:]*\b${file%%.*}\b[^:]*://p" "$1/cgroup" | head -n 1)
    for place in "$ROOT/sys/fs/cgroup/${file%%.*}$own/$file" "$ROOT/sys/fs/cgroup$(sed -n 's/^0:://p' "$1/cgroup")/$file"; do
      [ -f "$place" ] && echo "cgroup $(told "$file") $(base64 <"$place" | tr -d '\n')" && break
    done
  done
}
