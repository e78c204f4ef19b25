set -eu
# An image of your own may have scripts of its start there.
[ -x /docker-entrypoint.sh ] && exec /docker-entrypoint.sh "$@"
exec "$@"
