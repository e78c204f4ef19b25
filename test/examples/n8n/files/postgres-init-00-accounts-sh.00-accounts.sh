# Roles, databases and extensions, made once. The passwords come from the environment.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'END_OF_ACCOUNTS'
\set password `printenv ACCOUNT_N8N_PASSWORD`
CREATE ROLE "n8n" LOGIN PASSWORD :'password';
ALTER DATABASE "n8n" OWNER TO "n8n";
\connect "n8n"
END_OF_ACCOUNTS
