#!/bin/sh
# Mounts a bucket, then starts the command that it is given.
set -u
bucket='shop-data'
region='us-east-1'
endpoint=''
prefix=''
directory='/data'
state='/run/data'
mounter=

log() {
  echo "mount-bucket: $*" >&2
}

mounted() {
  while read -r _ path type _; do
    case "$path $type" in
      "$directory fuse" | "$directory fuse."*) return 0 ;;
    esac
  done < /proc/mounts
  return 1
}

# An entry in the mount table is not yet a bucket that answers.
answers() {
  mounted || return 1
  ls "$directory" > /dev/null 2>&1
}

# A mounter that died leaves its mount behind, and every access to it fails.
release() {
  unmounted=
  attempts=0
  while mounted && [ "$attempts" -lt 5 ]; do
    if umount "$directory" 2>/dev/null; then unmounted=yes; else umount -l "$directory"; fi
    attempts=$((attempts + 1))
  done
  if [ -n "$mounter" ]; then
    # After a good unmount it ends by itself, when all is in the bucket.
    [ -n "$unmounted" ] || kill "$mounter" 2>/dev/null
    wait "$mounter" 2>/dev/null
    mounter=
  fi
}

attempt() {
  if ! command -v "$1" > /dev/null; then
    log "$1 is not in this image"
    return 1
  fi
  "$@" &
  mounter=$!
  waited=0
  until answers; do
    if ! kill -0 "$mounter" 2>/dev/null || [ "$waited" -ge 30 ]; then
      log "$1 could not mount $bucket at $directory"
      release
      return 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
  log "$1 mounted $bucket at $directory"
}

mount_bucket() {
  if [ -z "${AWS_ACCESS_KEY_ID:-}" ] || [ -z "${AWS_SECRET_ACCESS_KEY:-}" ] || [ -z "$bucket" ]; then
    log "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY or the name of the bucket is missing"
    return 1
  fi
  release
  mkdir -p "$directory"
  attempt goofys -f \
    --stat-cache-ttl 10s --type-cache-ttl 10s \
    --uid 0 --gid 0 --dir-mode 0755 --file-mode 0644 \
    -o ro \
    ${region:+--region "$region"} ${endpoint:+--endpoint "$endpoint"} \
    "$bucket${prefix:+:$prefix}" "$directory" && return 0
  (umask 077 && printf '%s:%s\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" > "$state/passwd-s3fs")
  attempt s3fs "$bucket${prefix:+:/$prefix}" "$directory" -f \
    -o passwd_file="$state/passwd-s3fs" -o tmpdir="$state" -o nonempty \
    -o stat_cache_expire=10 \
    -o uid=0 -o gid=0 -o umask=0022 -o mp_umask=0022 \
    -o ro \
    ${region:+-o endpoint="$region"} ${endpoint:+-o url="$endpoint" -o use_path_request_style}
}

trap 'release; exit 143' TERM INT HUP

if ! mount_bucket; then
  log "the command needs the bucket"
  exit 1
fi

exec "$@"
