#!/bin/bash
# Makes the directory of --datadir, the users that the variables say, and what the files of /docker-entrypoint-initdb.d make, once;
# then becomes the server. Root becomes mysql first.
set -e
[ "$1" = mysqld ] || exec "$@"

data=/var/lib/mysql
for word in "$@"; do
  case $word in --datadir=*) data=${word#*=} ;; esac
done
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$data" && chown -R mysql:mysql "$data" /var/run/mysqld
  exec gosu mysql "$0" "$@"
fi

for name in MYSQL_ROOT_PASSWORD MYSQL_PASSWORD; do
  file=${name}_FILE
  [ -z "${!file:-}" ] || export "$name=$(cat "${!file}")"
done
socket=/var/run/mysqld/first.sock
docker_process_sql() { mysql --socket="$socket" --user=root "$@"; }
quoted() { local text=${1//\\/\\\\} q="'"; printf "'%s'" "${text//$q/$q$q}"; }

if [ ! -d "$data/mysql" ]; then
  if [ -z "${MYSQL_ROOT_PASSWORD:-}${MYSQL_ALLOW_EMPTY_PASSWORD:-}${MYSQL_RANDOM_ROOT_PASSWORD:-}" ]; then
    echo 'Database is uninitialized and password option is not specified' >&2
    exit 1
  fi
  mkdir -p "$data"
  mariadb-install-db --datadir="$data" --skip-test-db --auth-root-authentication-method=normal >/dev/null
  mysqld --datadir="$data" --skip-networking --socket="$socket" --pid-file=/var/run/mysqld/first.pid &
  first=$!
  for _ in $(seq 60); do
    docker_process_sql --execute='SELECT 1' >/dev/null 2>&1 && break
    sleep 1
  done
  {
    # Nobody reaches the server before it is ready: what follows needs no password.
    [ -z "${MYSQL_DATABASE:-}" ] || echo "CREATE DATABASE IF NOT EXISTS \`$MYSQL_DATABASE\`;"
    if [ -n "${MYSQL_USER:-}" ]; then
      echo "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY $(quoted "${MYSQL_PASSWORD:-}");"
      [ -z "${MYSQL_DATABASE:-}" ] || echo "GRANT ALL ON \`${MYSQL_DATABASE//_/\\_}\`.* TO '$MYSQL_USER'@'%';"
    fi
  } | docker_process_sql
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) . "$file" ;;
      *.sql) docker_process_sql ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} <"$file" ;;
    esac
  done
  {
    for host in "${MYSQL_ROOT_HOST:-%}" localhost; do
      # A new server knows root at some addresses.
      echo "CREATE USER IF NOT EXISTS root@'$host'; ALTER USER root@'$host' IDENTIFIED BY $(quoted "${MYSQL_ROOT_PASSWORD:-}"); GRANT ALL ON *.* TO root@'$host' WITH GRANT OPTION;"
    done
  } | docker_process_sql
  kill "$first"
  wait "$first" || true
fi
exec "$@" --bind-address=0.0.0.0
