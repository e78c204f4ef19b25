import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** Lines of a Dockerfile that was read. */
interface Lines {
  readonly user: string;
  readonly wget: number;
  readonly volume: number;
  readonly entrypoint: number;
}

interface Read {
  readonly directory: string;
  readonly ubuntu: Lines;
  readonly alpine: Lines;
}

const UBUNTU: Lines = { user: '19-20', wget: 27, volume: 91, entrypoint: 95 };
const ALPINE: Lines = { user: '50-51', wget: 59, volume: 99, entrypoint: 102 };
const LATER_ALPINE: Lines = { ...ALPINE, wget: 58, volume: 112, entrypoint: 115 };
const LTS_25: Read = { directory: 'server/25.8.29.51', ubuntu: UBUNTU, alpine: ALPINE };
const LTS_26: Read = { directory: 'server/26.3.17.110', ubuntu: UBUNTU, alpine: ALPINE };

/** What stands between two that were read is taken for the older one: both ends have the same lines. */
const READ: { readonly [version: string]: Read } = {
  25.8: LTS_25, 25.9: LTS_25, '25.10': LTS_25, 25.11: LTS_25, 25.12: LTS_25, 26.1: LTS_25, 26.2: LTS_25,
  26.3: LTS_26, 26.4: LTS_26,
  26.5: { directory: 'server/26.5.6.113', ubuntu: UBUNTU, alpine: LATER_ALPINE },
  26.6: { directory: 'server/26.6.2.160', ubuntu: UBUNTU, alpine: LATER_ALPINE },
  26.7: { directory: 'server/26.7.3.19', ubuntu: { user: '21-22', wget: 29, volume: 93, entrypoint: 97 }, alpine: LATER_ALPINE },
};

/** The official image, and that of the project, which is made of the same files. */
export const CLICKHOUSE_IMAGE: KnownImage = {
  repositories: ['library/clickhouse', 'clickhouse/clickhouse-server'],
  known: 'ClickHouse 25.8 to 26.7',
  factsOf: clickhouseFacts,
};

function clickhouseFacts({ major, minor = -1, variant }: ImageTag): ImageFacts | undefined {
  const read = READ[`${major}.${minor}`];
  // It has no shell, which its own entry point would need.
  if (!read || variant.includes('distroless')) return undefined;
  const isAlpine = variant.includes('alpine');
  const lines = isAlpine ? read.alpine : read.ubuntu;
  const file = `${read.directory}/Dockerfile.${isAlpine ? 'alpine' : 'ubuntu'}`;
  const script = `${read.directory}/entrypoint.sh`;
  return {
    from: 'https://github.com/ClickHouse/docker-library/tree/b34751676b4cd113caedf5d6f99ce21fa34ac480',
    read: '2026-11-27',
    base: { reference: isAlpine ? 'alpine' : 'ubuntu:22.04', source: `${file}:${isAlpine ? 15 : 1}` },
    entrypoint: { words: ['/entrypoint.sh'], source: `${file}:${lines.entrypoint}` },
    command: { words: [], source: `${file} has none` },
    users: [
      { uid: 101, gid: 101, name: 'clickhouse', source: `${file}:${lines.user}` },
      { uid: 0, own: true, becomes: 101, reason: 'hands its directories to clickhouse before it becomes that user', source: `${script}:12-24,73-79` },
    ],
    writes: [
      { path: '/var/lib/clickhouse', persistent: true, source: `${file}:${lines.volume}` },
      { path: '/var/log/clickhouse-server', setBy: 'logger.log', source: `${file}: chmod ugo+Xrw ... /var/log/clickhouse-server` },
      { path: '/etc/clickhouse-server/users.d', source: `${script}:122; the user and the password, at each start` },
    ],
    ports: [
      { port: 8123, setBy: 'http_port', source: `${file}:${lines.volume + (isAlpine ? 1 : -1)}` },
      { port: 9000, setBy: 'tcp_port', source: `${file}:${lines.volume + (isAlpine ? 1 : -1)}` },
      { port: 9009, setBy: 'interserver_http_port', source: `${file}:${lines.volume + (isAlpine ? 1 : -1)}` },
    ],
    routes: [{ path: '/ping', source: `${script}:184, which asks it` }],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh'], source: `${file}:1` },
      { names: ['bash'], source: `${script}:1` },
      { names: ['wget'], source: `${file}:${lines.wget}` },
      { names: ['clickhouse', 'clickhouse-client', 'clickhouse-server'], source: `${script}: ClickHouse's own` },
    ],
  };
}
