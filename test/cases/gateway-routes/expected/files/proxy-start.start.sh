set -eu
for file in /etc/nginx/tls/tls.crt /etc/nginx/tls/tls.key; do
  [ -r "$file" ] && continue
  echo "$file is not there, or cannot be read by the user $(id -u), group $(id -g), who runs nginx: chgrp $(id -g) and chmod 0640 the key" >&2
  exit 1
done
# nginx knows no search domains, which on Kubernetes are what makes the name of a Service whole.
nameserver= domain=
while read -r word first others || [ -n "$word" ]; do
  case $word in
    nameserver) nameserver=${nameserver:-$first} ;;
    search)
      for searched in $first $others; do
        case $searched in *.svc.*) domain=${domain:-.$searched} ;; esac
      done ;;
  esac
done < /etc/resolv.conf
[ -n "$nameserver" ] || { echo '/etc/resolv.conf names no nameserver' >&2; exit 1; }
case $nameserver in *:*) nameserver="[$nameserver]" ;; esac
# Engines answer to the plain name, whatever else the machine searches.
[ -n "${KUBERNETES_SERVICE_HOST:-}" ] || domain=
cat > /tmp/upstreams.conf <<EOF
resolver $nameserver valid=2s;
resolver_timeout 5s;

upstream agent-8000 {
  zone agent-8000 64k;
  server agent${domain}:8000 resolve max_fails=1 fail_timeout=5s;
}

upstream web-3000 {
  zone web-3000 64k;
  server web${domain}:3000 resolve max_fails=1 fail_timeout=5s;
}
EOF
# An image of your own may have scripts of its start there.
[ -x /docker-entrypoint.sh ] && exec /docker-entrypoint.sh "$@"
exec "$@"
