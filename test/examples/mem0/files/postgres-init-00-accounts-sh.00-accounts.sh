# Roles, databases and extensions, made once. The passwords come from the environment.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'END_OF_ACCOUNTS'
\set password `printenv ACCOUNT_MEM0_PASSWORD`
CREATE ROLE "mem0" LOGIN PASSWORD :'password';
ALTER DATABASE "mem0" OWNER TO "mem0";
\connect "mem0"
CREATE EXTENSION IF NOT EXISTS "vector" CASCADE;
END_OF_ACCOUNTS
