import { type App, Size, Stack, SurrealDb } from 'cdk8s-compose';

export const description = 'SurrealDB with a nightly export, which a container of its image writes and another one keeps.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const surreal = new SurrealDb(stack, 'surrealdb', { storage: Size.gibibytes(10) });
  surreal.addBackup({ namespace: 'open_notebook', database: 'production', storage: Size.gibibytes(20), keep: 14 });
  return stack;
}
