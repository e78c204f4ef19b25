import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** Lines of the Dockerfile that was read. */
interface Read {
  readonly from: string;
  readonly bash: number;
  readonly user: number;
  readonly end: number;
}

const RECENT: Read = { from: 'https://github.com/apache/kafka/tree/3.8.0', bash: 65, user: 75, end: 95 };

const READ: { readonly [version: string]: Read } = {
  '3.7': { ...RECENT, from: 'https://github.com/apache/kafka/tree/3.7.0' },
  '3.8': RECENT,
  // The same file stands in 3.8.0 and in the development of 4.0 (1eb7644), between which 3.9 was made.
  '3.9': RECENT,
  // A fork that keeps the folder as it is.
  '4': { from: 'https://github.com/aiven/kafka/tree/cec72d2319b7d71698728713027221c3f32539b0', bash: 66, user: 76, end: 96 },
};

/** The image of the project; `apache/kafka-native` is another. */
export const KAFKA_IMAGE: KnownImage = { repositories: ['apache/kafka'], known: 'Kafka 3.7 to 3.9 and 4', factsOf: kafkaFacts };

function kafkaFacts({ major, minor = -1 }: ImageTag): ImageFacts | undefined {
  const read = READ[major === 3 ? `3.${minor}` : `${major}`];
  if (!read) return undefined;
  const file = 'docker/jvm/Dockerfile';
  const scripts = 'docker/resources/common-scripts';
  return {
    from: read.from,
    read: '2026-11-26',
    base: { reference: 'eclipse-temurin:21-jre-alpine', source: `${file}: the second FROM` },
    command: { words: ['/etc/kafka/docker/run'], source: `${file}:${read.end}` },
    users: [{ uid: 1000, gid: 1000, name: 'appuser', own: true, source: `${file}:${read.user},${read.end - 4}; the first user of Alpine` }],
    writes: [
      { path: '/var/lib/kafka/data', setBy: 'KAFKA_LOG_DIRS', persistent: true, source: `${file}:${read.end - 2}` },
      { path: '/opt/kafka/config', source: 'docker/jvm/launch:57; what it is configured with, at each start' },
      { path: '/opt/kafka/logs', setBy: 'LOG_DIR', source: 'bin/kafka-run-class.sh:225,237-238' },
    ],
    variables: [{ name: 'CLUSTER_ID', source: `${scripts}/configure:39-42, with KAFKA_PROCESS_ROLES` }],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh'], source: `${file}: the second FROM` },
      { names: ['bash'], source: `${file}:${read.bash}` },
    ],
  };
}
