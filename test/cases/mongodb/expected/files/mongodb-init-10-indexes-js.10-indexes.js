db.getSiblingDB("chats").messages.createIndex({ sent: 1 });
