// Users of the databases, made once. The passwords come from the environment.
db.getSiblingDB("chats").createUser({ user: "chats", pwd: process.env.ACCOUNT_CHATS_PASSWORD, roles: [{ role: "dbOwner", db: "chats" }] });
