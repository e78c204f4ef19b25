#!/bin/sh
# Waits until the bucket is mounted by the container beside this one, then becomes the command that it is given.
set -u
directory='/data/results'

mounted() {
  while read -r _ path type _; do
    case "$path $type" in
      "$directory fuse" | "$directory fuse."*) return 0 ;;
    esac
  done < /proc/mounts
  return 1
}

trap 'exit 143' TERM INT HUP
mounted || echo "wait-for-bucket: waiting for $directory" >&2
until mounted; do sleep 1; done
trap - TERM INT HUP

# Open for as long as the command runs: the bucket is not unmounted under it.
exec 9< "$directory"
exec "$@"
