import type { ImageFacts } from '../image-facts';
import { factsIn, type ImageTag, type KnownImage } from './known-image';

/** Lines of a Dockerfile that was read. */
interface Lines {
  readonly user: string;
  readonly gzip: string;
  readonly server: string;
  readonly volume: number;
  readonly entrypoint: number;
}

interface Read {
  readonly commit: string;
  readonly directory: string;
  readonly oracle: Lines;
  readonly debian?: Lines;
  /** By how many lines its script is longer than the others. */
  readonly longer: number;
}

const NEWEST = '7f30fdb0738041fc5125e8218e393e0a891243e9';
const ORACLE: Lines = { user: '9-11', gzip: '37', server: '74', volume: 117, entrypoint: 120 };

const READ: { readonly [version: string]: Read } = {
  // Of the last commit that had it: 8.0 is out of maintenance since April 2026.
  '8.0': {
    commit: '7cf11d5360282effadb347353d5f82339506b106',
    directory: '8.0',
    oracle: { ...ORACLE, entrypoint: 121 },
    debian: { user: '10, the first system user of Debian', gzip: '7', server: '83', volume: 91, entrypoint: 97 },
    longer: 1,
  },
  '8.4': { commit: NEWEST, directory: '8.4', oracle: ORACLE, longer: 0 },
  '9': { commit: NEWEST, directory: '9.7', oracle: ORACLE, longer: 0 },
};

/** The official image. */
export const MYSQL_IMAGE: KnownImage = { repositories: ['library/mysql'], known: 'MySQL 8.0, 8.4 and 9', factsOf: mysqlFacts };

/** The tag `8` is 8.4; what was between 8.0 and 8.4 was for a few months each. */
function mysqlFacts({ major, minor = 4, variant }: ImageTag): ImageFacts | undefined {
  const read = READ[major === 8 ? `8.${minor}` : `${major}`];
  const isDebian = /-(?:debian|bookworm|bullseye)/.test(variant);
  const lines = isDebian ? read?.debian : read?.oracle;
  if (!lines) return undefined;
  const file = `${read.directory}/Dockerfile.${isDebian ? 'debian' : 'oracle'}`;
  const script = (from: number, to: number): string => `${read.directory}/docker-entrypoint.sh:${from + read.longer}-${to + read.longer}`;
  return {
    from: `https://github.com/docker-library/mysql/tree/${read.commit}`,
    read: '2026-11-26',
    base: { reference: isDebian ? 'debian:bookworm-slim' : 'oraclelinux:9-slim', source: `${file}:7` },
    entrypoint: { words: ['docker-entrypoint.sh'], source: `${file}:${lines.entrypoint}` },
    command: { words: ['mysqld'], source: `${file}:${lines.entrypoint + 3}` },
    users: [
      { uid: 999, gid: 999, name: 'mysql', source: `${file}:${lines.user}` },
      { uid: 0, own: true, becomes: 999, reason: 'hands its directories to mysql before it becomes that user', source: `${script(208, 211)}, and lines below` },
    ],
    writes: [
      { path: '/var/lib/mysql', setBy: '--datadir', persistent: true, source: `${file}:${lines.volume}` },
      { path: '/var/run/mysqld', source: `${script(174, 176)}; its socket` },
    ],
    ports: [
      { port: 3306, setBy: '--port', source: `${file}:${lines.entrypoint + 2}` },
      { port: 33060, setBy: '--mysqlx-port', source: `${file}:${lines.entrypoint + 2}` },
    ],
    routes: [],
    variables: [
      {
        name: 'MYSQL_ROOT_PASSWORD',
        alternatives: ['MYSQL_ROOT_PASSWORD_FILE', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'],
        source: `${script(139, 147)}, at the first start`,
      },
    ],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh', 'rm', 'mv', 'mkdir', 'date'], source: `${file}:7` },
      { names: ['bash'], source: `${read.directory}/docker-entrypoint.sh:1` },
      { names: ['gzip'], source: `${file}:${lines.gzip}` },
      { names: ['mysqld', 'mysql', 'mysqladmin', 'mysqldump'], source: `${file}:${lines.server}; MySQL's own, of which the script calls mysql and mysqladmin` },
    ],
  };
}

/** What is known of the same image when it dumps databases. */
export function mysqlDumpFacts(reference: string): ImageFacts | undefined {
  const facts = factsIn(MYSQL_IMAGE, reference);
  if (!facts) return undefined;
  const source = 'https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html: it ends when the dump is written';
  return { ...facts, program: { words: ['sh', '-c'], source }, ends: { source }, writes: [{ path: '/backups', persistent: true, source }], ports: [], variables: [] };
}
