#!/bin/sh
# Mounts a bucket, then starts the command that it is given.
set -u
bucket="${S3_BUCKET_NAME:-}"
region="${AWS_REGION:-}"
endpoint="${S3_ENDPOINT_URL:-}"
prefix=''
directory='/opt/sentient'
state='/run/sentient-data'
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
  read -r id < /proc/sys/kernel/random/uuid
  probe="$directory/.mount-probe-$id"
  echo "$id" 2>/dev/null > "$probe" && [ "$(cat "$probe")" = "$id" ] && rm "$probe"
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
    --uid 0 --gid 0 --dir-mode 0777 --file-mode 0666 \
    -o allow_other \
    ${region:+--region "$region"} ${endpoint:+--endpoint "$endpoint"} \
    "$bucket${prefix:+:$prefix}" "$directory" && return 0
  (umask 077 && printf '%s:%s\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" > "$state/passwd-s3fs")
  attempt s3fs "$bucket${prefix:+:/$prefix}" "$directory" -f \
    -o passwd_file="$state/passwd-s3fs" -o tmpdir="$state" -o nonempty \
    -o stat_cache_expire=10 \
    -o uid=0 -o gid=0 -o umask=0000 -o mp_umask=0000 \
    -o allow_other \
    ${region:+-o endpoint="$region"} ${endpoint:+-o url="$endpoint" -o use_path_request_style}
}

trap 'release; exit 143' TERM INT HUP

if ! mount_bucket; then
  log "the command needs the bucket"
  exit 1
fi

"$@" &
command=$!
trap 'kill -TERM "$command" 2>/dev/null' TERM INT HUP

# A bucket that is lost while the command runs ends it: only a new start mounts it again.
if [ -n "$mounter" ]; then
  (
    while kill -0 "$mounter" 2>/dev/null && mounted; do sleep 5; done
    log "the bucket is gone"
    kill -TERM "$command" 2>/dev/null
  ) &
  watch=$!
fi

wait "$command"
status=$?
# A signal ends the wait, not the command.
while kill -0 "$command" 2>/dev/null; do
  wait "$command"
  status=$?
done

if [ -n "$mounter" ]; then
  kill "$watch" 2>/dev/null
  kill -0 "$mounter" 2>/dev/null || status=1
  release
fi
exit "$status"
