// Users of the databases, made once. The passwords come from the environment.
db.getSiblingDB("LibreChat").createUser({ user: "LibreChat", pwd: process.env.ACCOUNT_LIBRECHAT_PASSWORD, roles: [{ role: "dbOwner", db: "LibreChat" }] });
