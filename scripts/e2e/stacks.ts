import {
  App, type AppProps, Elasticsearch, Kafka, MinIO, MySql, Postgres, Qdrant, Redis, ReverseProxy, SeaweedFs, Stack, SurrealDb, type Workload,
} from 'cdk8s-compose';
import { synthesize, type Synthesized } from 'cdk8s-compose/testing';
import { DatabaseBackup } from '../../lib/constructs/databases/database-backup';
import { containersOf } from '../../lib/model/workload';
import { addStacks } from '../../apps/stacks';
import { addExamples } from '../../examples/stacks';

/** Their images are those that everybody pulls; what asks for their health speaks their protocol. */
const SERVERS = [Elasticsearch, Kafka, MinIO, MySql, Postgres, Qdrant, Redis, ReverseProxy, SeaweedFs, SurrealDb];

/** A stack to be brought up, as it is written. */
export interface ChosenStack extends Pick<Synthesized, 'model' | 'compose' | 'files' | 'outputs'> {
  /** By which it is asked for. */
  readonly name: string;
  /** Images that run as they are; all others are the application's own. */
  readonly serverImages: ReadonlySet<string>;
  /** Names of the constructs of servers, by those of their workloads. */
  readonly servers: ReadonlyMap<string, string>;
  /** Names of the servers whose databases are dumped, by those of the workloads that do so. */
  readonly backups: ReadonlyMap<string, string>;
}

/** The stacks of `apps/` and `examples/` with these names, or all of `apps/`; an unknown name is an error that says which there are. */
export function chooseStacks(names: readonly string[], props: AppProps = {}): readonly ChosenStack[] {
  const app = new App(props);
  addStacks(app);
  if (names.length > 0) addExamples(app);
  const stacks = app.node.children.filter((construct): construct is Stack => construct instanceof Stack);
  const unknown = names.filter((name) => !stacks.some(({ node }) => node.id === name));
  if (unknown.length > 0) throw new Error(`there is no stack ${unknown.join(', ')}; there are ${stacks.map(({ node }) => node.id).join(', ')}`);
  return stacks.filter(({ node }) => names.length === 0 || names.includes(node.id)).map(chosen);
}

/** One stack, synthesized; a stack with errors has no files. */
export function chosen(stack: Stack): ChosenStack {
  const { model, compose, files, outputs } = synthesize(stack);
  const servers = stack.node.findAll().filter((construct) => SERVERS.some((server) => construct instanceof server)) as Workload[];
  const kinds = new Map(servers.map((server) => [server.node.path, server.constructor.name]));
  const workloads = model.workloads.filter(({ path }) => kinds.has(path));
  const nameOf = (place: string): string => model.workloads.find(({ path }) => path === place)!.name;
  const images = [
    ...workloads.flatMap(({ containers }) => containers),
    ...model.workloads.flatMap(containersOf).filter(({ image }) => isOfficial(image.reference)),
  ].map(({ image }) => image.reference);
  return {
    name: stack.node.id, model, compose, files, outputs, serverImages: new Set(images),
    servers: new Map(workloads.map(({ path, name }) => [name, kinds.get(path)!])),
    backups: new Map(stack.node.findAll().filter((construct) => construct instanceof DatabaseBackup).map((backup) => [nameOf(backup.node.path), nameOf(model.connections.find(({ from }) => from === backup.node.path)!.to)])),
  };
}

/** Without anybody's name before its own: an image that everybody pulls, whatever is known of it. */
function isOfficial(reference: string): boolean {
  return !reference.includes('/');
}
