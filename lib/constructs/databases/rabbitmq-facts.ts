import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** Lines of the Dockerfile, which are the same in 4.0 to 4.3. */
const ALPINE = { base: 'alpine:3.23', user: '238-239', home: 314, entrypoint: 329 };
const UBUNTU = { base: 'ubuntu:24.04', user: '228-229', home: 308, entrypoint: 323 };

/** The official image, with and without the management plugin. */
export const RABBITMQ_IMAGE: KnownImage = { repositories: ['library/rabbitmq'], known: 'RabbitMQ 4.0 to 4.3', factsOf: rabbitMqFacts };

/** The tag `4` is its last minor. */
function rabbitMqFacts({ major, minor = 3, variant }: ImageTag): ImageFacts | undefined {
  if (major !== 4 || minor > 3) return undefined;
  const isAlpine = variant.includes('alpine');
  const lines = isAlpine ? ALPINE : UBUNTU;
  const directory = `4.${minor}/${isAlpine ? 'alpine' : 'ubuntu'}`;
  const file = `${directory}/Dockerfile`;
  const uid = isAlpine ? 100 : 999;
  return {
    from: 'https://github.com/docker-library/rabbitmq/tree/9193c1de6d32046e0c1132841a7a4995b0dc32e0',
    read: '2026-11-27',
    base: { reference: lines.base, source: `${file}:199` },
    entrypoint: { words: ['docker-entrypoint.sh'], source: `${file}:${lines.entrypoint}` },
    command: { words: ['rabbitmq-server'], source: `${file}:${lines.entrypoint + 3}` },
    users: [
      { uid, gid: isAlpine ? 101 : 999, name: 'rabbitmq', source: `${file}:${lines.user}` },
      { uid: 0, own: true, becomes: uid, reason: 'hands its directory to rabbitmq before it becomes that user', source: `${directory}/docker-entrypoint.sh:5-11` },
    ],
    writes: [
      { path: '/var/lib/rabbitmq', persistent: true, source: `${file}:${lines.home + 2}` },
      { path: '/var/log/rabbitmq', source: `${file}: chmod 1777 ... /var/log/rabbitmq` },
    ],
    ports: [
      { port: 5672, source: `${file}:${lines.entrypoint + 2}` },
      { port: 15692, source: `${file}:${lines.entrypoint + 2}` },
      ...(variant.includes('management') ? [{ port: 15672, source: `${directory}/management/Dockerfile: EXPOSE` }] : []),
    ],
    routes: [],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh', 'bash'], source: `${directory}/docker-entrypoint.sh:1` },
      { names: ['rabbitmq-server', 'rabbitmq-diagnostics', 'rabbitmqctl', 'rabbitmq-plugins'], source: `${file}: RABBITMQ_HOME/sbin` },
    ],
  };
}
