# Roles, databases and extensions, made once. The passwords come from the environment.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'END_OF_ACCOUNTS'
\set password `printenv ACCOUNT_RAG_PASSWORD`
CREATE ROLE "rag" LOGIN PASSWORD :'password';
ALTER DATABASE "rag" OWNER TO "rag";
\connect "rag"
CREATE EXTENSION IF NOT EXISTS "vector" CASCADE;
END_OF_ACCOUNTS
