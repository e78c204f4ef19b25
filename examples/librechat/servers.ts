import { Duration, HealthProbe, Image, ProbeClient, Scratch, Secret, Size, text, Volume, Workload, type IValue, type Stack } from 'cdk8s-compose';

/** MongoDB, which holds users and conversations. */
export function createMongoDb(stack: Stack): IValue {
  const password = new Secret(stack, 'MONGODB_PASSWORD', { description: 'Password of the MongoDB user root.', hint: 'openssl rand -hex 24' });
  const server = new Workload(stack, 'mongodb', {
    image: Image.fromReference('mongo:8.0.20'),
    user: { uid: 999, gid: 999 },
    egress: false,
    env: { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: password, HOME: '/tmp' },
    mounts: { '/data/db': new Volume(stack, 'mongodb-data', { size: Size.gibibytes(10), ownedByImage: true }), '/data/configdb': Scratch.ofSize(Size.mebibytes(1)) },
    health: HealthProbe.fromCommand(['mongosh', '--quiet', '--eval', 'db.adminCommand("ping")'], { startPeriod: Duration.minutes(1) }),
    resources: { memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2) } },
  });
  const endpoint = server.addEndpoint('mongodb', { port: 27017 });
  return endpoint.url({ scheme: 'mongodb', user: 'root', password, path: '/LibreChat?authSource=admin' });
}

/** Meilisearch, which finds conversations by words. */
export function createMeilisearch(stack: Stack): { readonly url: IValue; readonly key: Secret } {
  const key = new Secret(stack, 'MEILI_MASTER_KEY', { description: 'Key of Meilisearch, which may do anything, 16 characters or more.', hint: 'openssl rand -hex 24' });
  const server = new Workload(stack, 'meilisearch', {
    image: Image.fromReference('getmeili/meilisearch:v1.35.1'),
    egress: false,
    env: { MEILI_ENV: 'production', MEILI_NO_ANALYTICS: true, MEILI_MASTER_KEY: key },
    mounts: { '/meili_data': new Volume(stack, 'meilisearch-data', { size: Size.gibibytes(5) }) },
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL }),
    resources: { memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } },
  });
  return { url: text`http://${server.addEndpoint('http', { port: 7700 }).authority}`, key };
}
