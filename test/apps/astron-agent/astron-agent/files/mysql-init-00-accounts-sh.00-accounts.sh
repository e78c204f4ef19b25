# Databases and their users, made once. The passwords come from the environment.
quoted() { local text=${1//\\/\\\\} q="'"; printf "'%s'" "${text//$q/$q$q}"; }
{
  printf '%s\n' 'CREATE DATABASE IF NOT EXISTS `astron_console`;'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''console'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_CONSOLE_PASSWORD")"';'
  printf '%s\n' 'GRANT ALL ON `astron\_console`.* TO '\''console'\''@'\''%'\'';'
  printf '%s\n' 'CREATE DATABASE IF NOT EXISTS `casdoor`;'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''casdoor'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_CASDOOR_PASSWORD")"';'
  printf '%s\n' 'GRANT ALL ON `casdoor`.* TO '\''casdoor'\''@'\''%'\'';'
  printf '%s\n' 'CREATE DATABASE IF NOT EXISTS `spark-link`;'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''link'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_LINK_PASSWORD")"';'
  printf '%s\n' 'GRANT ALL ON `spark-link`.* TO '\''link'\''@'\''%'\'';'
  printf '%s\n' 'CREATE DATABASE IF NOT EXISTS `tenant`;'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''tenant'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_TENANT_PASSWORD")"';'
  printf '%s\n' 'GRANT ALL ON `tenant`.* TO '\''tenant'\''@'\''%'\'';'
  printf '%s\n' 'CREATE DATABASE IF NOT EXISTS `workflow`;'
  printf '%s\n' 'CREATE USER IF NOT EXISTS '\''workflow'\''@'\''%'\'' IDENTIFIED BY '"$(quoted "$ACCOUNT_WORKFLOW_PASSWORD")"';'
  printf '%s\n' 'GRANT ALL ON `workflow`.* TO '\''workflow'\''@'\''%'\'';'
} | docker_process_sql
