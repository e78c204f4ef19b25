import { shellWord } from '../../quoting/shell';
import type { IDuration } from '../quantity';
import type { User } from '../container-options';
import type { EnvValue } from '../value';

/** What the script mounts, and how. Values that are not text are known to the container as variables. */
export interface MountScriptOptions {
  readonly bucket: ShellWord;
  readonly region: ShellWord;
  readonly endpoint?: ShellWord;
  readonly prefix?: ShellWord;
  readonly mountPath: string;
  /** Private directory for the keys, and for what is on its way to the bucket. */
  readonly stateDirectory: string;
  readonly readOnly: boolean;
  readonly statCacheTtl: IDuration;
  readonly typeCacheTtl: IDuration;
  readonly owner: User;
  readonly umask: number;
  readonly allowOther: boolean;
  readonly mountTimeout: IDuration;
}

/** A word of a shell script: text, or parts that the shell reads as one word. */
export type ShellWord = readonly EnvValue[];

/**
 * The functions `mount_bucket` and `release` for a POSIX shell. Needed in the image: goofys or s3fs, and `umount`. Both
 * mounters stay in the foreground as children of the shell, so that it sees them end.
 */
export function mountFunctions(options: MountScriptOptions): EnvValue[] {
  const { mountPath, stateDirectory, readOnly, owner, umask, allowOther } = options;
  const seconds = (time: IDuration): number => Math.max(0, Math.round(time.toMilliseconds() / 1000));
  const octal = (mode: number): string => `0${mode.toString(8).padStart(3, '0')}`;
  return [
    'bucket=', ...options.bucket,
    '\nregion=', ...options.region,
    '\nendpoint=', ...(options.endpoint ?? [`''`]),
    '\nprefix=', ...(options.prefix ?? [`''`]),
    `
directory=${shellWord(mountPath)}
state=${shellWord(stateDirectory)}
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
${readOnly ? READ_PROBE : WRITE_PROBE}
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
    if ! kill -0 "$mounter" 2>/dev/null || [ "$waited" -ge ${seconds(options.mountTimeout)} ]; then
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
  if [ -z "\${AWS_ACCESS_KEY_ID:-}" ] || [ -z "\${AWS_SECRET_ACCESS_KEY:-}" ] || [ -z "$bucket" ]; then
    log "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY or the name of the bucket is missing"
    return 1
  fi
  release
  mkdir -p "$directory"
  attempt goofys -f \\
    ${[
      `--stat-cache-ttl ${seconds(options.statCacheTtl)}s --type-cache-ttl ${seconds(options.typeCacheTtl)}s`,
      `--uid ${owner.uid} --gid ${owner.gid} --dir-mode ${octal(0o777 & ~umask)} --file-mode ${octal(0o666 & ~umask)}`,
      ...(allowOther ? ['-o allow_other'] : []),
      ...(readOnly ? ['-o ro'] : []),
    ].join(' \\\n    ')} \\
    \${region:+--region "$region"} \${endpoint:+--endpoint "$endpoint"} \\
    "$bucket\${prefix:+:$prefix}" "$directory" && return 0
  (umask 077 && printf '%s:%s\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" > "$state/passwd-s3fs")
  attempt s3fs "$bucket\${prefix:+:/$prefix}" "$directory" -f \\
    ${[
      `-o passwd_file="$state/passwd-s3fs" -o tmpdir="$state" -o nonempty`,
      `-o stat_cache_expire=${seconds(options.statCacheTtl)}`,
      `-o uid=${owner.uid} -o gid=${owner.gid} -o umask=${octal(umask)} -o mp_umask=${octal(umask)}`,
      ...(allowOther ? ['-o allow_other'] : []),
      ...(readOnly ? ['-o ro'] : []),
    ].join(' \\\n    ')} \\
    \${region:+-o endpoint="$region"} \${endpoint:+-o url="$endpoint" -o use_path_request_style}
}
`,
  ];
}

const READ_PROBE = `  ls "$directory" > /dev/null 2>&1`;

const WRITE_PROBE = `  read -r id < /proc/sys/kernel/random/uuid
  probe="$directory/.mount-probe-$id"
  echo "$id" 2>/dev/null > "$probe" && [ "$(cat "$probe")" = "$id" ] && rm "$probe"`;
