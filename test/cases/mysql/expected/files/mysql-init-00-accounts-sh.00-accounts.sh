# Databases and their users, made once. The passwords come from the environment.
quoted() { local text=${1//\\/\\\\} q="'"; printf "'%s'" "${text//$q/$q$q}"; }
{
  printf '%s\n' 'CREATE DATABASE IF NOT EXISTS `shop`;'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''shop'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_SHOP_PASSWORD")"';'
  printf '%s\n' 'GRANT ALL ON `shop`.* TO '\''shop'\''@'\''%'\'';'
  printf '%s\n' 'CREATE DATABASE IF NOT EXISTS `stock_items`;'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''stock'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_STOCK_PASSWORD")"';'
  printf '%s\n' 'GRANT ALL ON `stock\_items`.* TO '\''stock'\''@'\''%'\'';'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''backup'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_BACKUP_PASSWORD")"';'
  printf '%s\n' 'GRANT SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES, RELOAD, PROCESS ON *.* TO '\''backup'\''@'\''%'\'';'
} | docker_process_sql
