#!/bin/sh
# Prepares the data directory, then starts the command that it is given.
set -eu

# From then on the places are the application's own: it writes to the file when one is added or moved. A copy by cp would be
# as read-only as what Kubernetes mounts.
[ -e data/locations.json ] || cat /etc/ai-society/locations.json > data/locations.json

exec "$@"
