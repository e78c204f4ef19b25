export interface StartScriptOptions {
  /** Whether the database is a file of the backend's own, which nothing else can bring up to date. */
  readonly migrate: boolean;
}

/** What the backend needs before it starts, in its working directory: places for the agents, which no image has, and tables. */
export function startScript(firstLocations: string, { migrate }: StartScriptOptions): string {
  return `#!/bin/sh
# Prepares the data directory, then starts the command that it is given.
set -eu

# From then on the places are the application's own: it writes to the file when one is added or moved. A copy by cp would be
# as read-only as what Kubernetes mounts.
[ -e data/locations.json ] || cat ${firstLocations} > data/locations.json
${migrate ? '\nalembic upgrade head\n' : ''}
exec "$@"
`;
}
