import * as path from 'node:path';
import { type App, ConfigFile, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A config file that is read at synthesis: this program itself.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const program = ConfigFile.fromFile(stack, 'program', { path: path.join(__dirname, 'stack.ts') });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), mounts: { '/etc/api/program.ts': program } });
  return stack;
}
