set -eu
nameserver=$(sed -n 's/^nameserver[[:space:]]*//p' /etc/resolv.conf | head -n 1)
case $nameserver in *:*) nameserver="[$nameserver]" ;; esac
domain=
if [ -n "${KUBERNETES_SERVICE_HOST:-}" ]; then
  domain=.$(sed -n 's/^search[[:space:]]*\([^[:space:]]*\).*/\1/p' /etc/resolv.conf | head -n 1)
fi
{
  echo "resolver $nameserver valid=2s;"
  for backend in "frontend $FRONTEND" "hub $HUB" "workflow $WORKFLOW"; do
    group=${backend% *}
    address=${backend#* }
    echo "upstream $group { zone $group 64k; server ${address%:*}$domain:${address##*:} resolve; }"
  done
} > /tmp/backends.conf
exec nginx -g 'daemon off;'
