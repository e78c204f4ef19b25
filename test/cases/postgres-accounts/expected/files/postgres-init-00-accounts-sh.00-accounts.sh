# Roles, databases and extensions, made once. The passwords come from the environment.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'END_OF_ACCOUNTS'
\set password `printenv ACCOUNT_REMEMBER_PASSWORD`
CREATE ROLE "remember" LOGIN PASSWORD :'password';
\set password `printenv ACCOUNT_SHOP_PASSWORD`
CREATE ROLE "shop" LOGIN PASSWORD :'password';
ALTER DATABASE "shop" OWNER TO "shop";
\connect "shop"
CREATE EXTENSION IF NOT EXISTS "vector" CASCADE;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" CASCADE;
CREATE DATABASE "memory" OWNER "remember";
\connect "memory"
CREATE EXTENSION IF NOT EXISTS "vector" CASCADE;
END_OF_ACCOUNTS
