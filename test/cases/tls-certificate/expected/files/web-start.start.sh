set -eu
for file in /etc/nginx/tls/tls.crt /etc/nginx/tls/tls.key; do
  [ -r "$file" ] && continue
  echo "$file is not there, or cannot be read by the user $(id -u), group $(id -g), who runs nginx: chgrp $(id -g) and chmod 0640 the key" >&2
  exit 1
done
# An image of your own may have scripts of its start there.
[ -x /docker-entrypoint.sh ] && exec /docker-entrypoint.sh "$@"
exec "$@"
