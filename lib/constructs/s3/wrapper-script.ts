import type { EnvValue } from '../value';
import { mountFunctions, type MountScriptOptions } from './mount-script';

export interface WrapperOptions extends MountScriptOptions {
  /** Whether the command is started although the bucket could not be mounted. */
  readonly continueOnFailure: boolean;
  readonly unmountOnStop: boolean;
}

/** A script that mounts a bucket and starts the command in its arguments when the bucket answers. */
export function wrapperScript(options: WrapperOptions): EnvValue[] {
  return [
    `#!/bin/sh
# Mounts a bucket, then starts the command that it is given.
set -u
`,
    ...mountFunctions(options),
    `
trap 'release; exit 143' TERM INT HUP

if ! mount_bucket; then
${options.continueOnFailure ? '  log "the command starts without the bucket"' : '  log "the command needs the bucket"\n  exit 1'}
fi
`,
    options.unmountOnStop ? SUPERVISE : HAND_OVER,
  ];
}

const HAND_OVER = `
exec "$@"
`;

/** The command is a child: what it wrote last has to reach the bucket after it has ended and before the container does. */
const SUPERVISE = `
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
`;
