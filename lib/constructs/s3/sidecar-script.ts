import { shellWord } from '../../quoting/shell';
import type { IDuration } from '../quantity';
import type { EnvValue } from '../value';
import { mountFunctions, type MountScriptOptions } from './mount-script';

export interface SidecarOptions extends MountScriptOptions {
  /** Time that the readers have to end when all are told to stop. */
  readonly readersEnd: IDuration;
}

/** A script that mounts a bucket for others, until it is told to stop. */
export function sidecarScript(options: SidecarOptions): EnvValue[] {
  return [
    `#!/bin/sh
# Mounts a bucket for the containers that share the directory above it, until it is told to stop.
set -u
`,
    ...mountFunctions(options),
    `
trap 'release; exit 143' TERM INT HUP
mount_bucket || exit 1

# Whoever still has something open in it goes first: the last writes have to reach the bucket.
stop() {
  trap '' TERM INT HUP
  waited=0
  until umount "$directory" 2>/dev/null; do
    if ! mounted || [ "$waited" -ge ${Math.ceil(options.readersEnd.toMilliseconds() / 1000)} ]; then
      release
      exit 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
  wait "$mounter"
  exit 0
}
trap stop TERM INT HUP

wait "$mounter"
log "the bucket is gone"
release
exit 1
`,
  ];
}

/** A script for the reader, which starts the command in its arguments when the bucket is mounted. */
export function waitScript(mountPath: string): string {
  return `#!/bin/sh
# Waits until the bucket is mounted by the container beside this one, then becomes the command that it is given.
set -u
directory=${shellWord(mountPath)}

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
`;
}
