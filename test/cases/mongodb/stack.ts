import { type App, Image, MongoDb, Publish, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'A MongoDB server with a database and its user, a script of its own and a nightly backup.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const mongodb = new MongoDb(stack, 'mongodb', {
    storage: Size.gibibytes(10),
    initScripts: { '10-indexes.js': 'db.getSiblingDB("chats").messages.createIndex({ sent: 1 });\n' },
    publish: Publish.onLoopback(27017),
  });
  const chats = mongodb.addDatabase('chats');
  mongodb.addBackup({ storage: Size.gibibytes(20) });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { MONGO_URI: chats.url(), ADMIN_URI: mongodb.url({ database: 'chats' }) } });
  return stack;
}
