# Roles, databases and extensions, made once. The passwords come from the environment.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'END_OF_ACCOUNTS'
\set password `printenv ACCOUNT_LANGFUSE_PASSWORD`
CREATE ROLE "langfuse" LOGIN PASSWORD :'password';
ALTER DATABASE "langfuse" OWNER TO "langfuse";
\connect "langfuse"
END_OF_ACCOUNTS
