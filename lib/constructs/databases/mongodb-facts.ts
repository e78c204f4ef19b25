import type { ImageFacts } from '../image-facts';
import { factsIn, type ImageTag, type KnownImage } from './known-image';

/** By major, the directory that was read, and the line of the entry point in its Dockerfile; 8.2 and 8.3 have the same. */
const READ: { readonly [major: string]: { readonly directory: string; readonly base: string; readonly entrypoint: number } } = {
  7: { directory: '7.0', base: 'ubuntu:jammy', entrypoint: 118 },
  8: { directory: '8.0', base: 'ubuntu:noble', entrypoint: 122 },
};

/** The official image. */
export const MONGODB_IMAGE: KnownImage = { repositories: ['library/mongo'], known: 'MongoDB 7 and 8', factsOf: mongodbFacts };

function mongodbFacts({ major, variant }: ImageTag): ImageFacts | undefined {
  const read = READ[major];
  if (!read || /windows|nanoserver/.test(variant)) return undefined;
  const { directory, base, entrypoint } = read;
  const file = `${directory}/Dockerfile`;
  const script = `${directory}/docker-entrypoint.sh`;
  return {
    from: 'https://github.com/docker-library/mongo/tree/2c69a57b939afb99266e8f97258adb178e9559e0',
    read: '2026-11-27',
    base: { reference: base, source: `${file}:7` },
    entrypoint: { words: ['docker-entrypoint.sh'], source: `${file}:${entrypoint}` },
    command: { words: ['mongod'], source: `${file}:${entrypoint + 3}` },
    users: [
      { uid: 999, gid: 999, name: 'mongodb', source: `${file}:11-14` },
      { uid: 0, own: true, becomes: 999, reason: 'hands its directories to mongodb before it becomes that user', source: `${script}:12-23` },
    ],
    writes: [{ path: '/data/db', setBy: '--dbpath', persistent: true, source: `${file}:111` }],
    ports: [{ port: 27017, setBy: '--port', source: `${file}:${entrypoint + 2}` }],
    routes: [],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh', 'rm', 'mv', 'mkdir', 'date'], source: `${file}:7` },
      { names: ['bash'], source: `${script}:1` },
      { names: ['mongod', 'mongosh', 'mongodump', 'mongorestore'], source: `${file}:100-106` },
    ],
    home: { source: `${file}:113-115; mongosh, which makes the users at the first start` },
  };
}

/** What is known of the same image when it dumps databases. */
export function mongodbDumpFacts(reference: string): ImageFacts | undefined {
  const facts = factsIn(MONGODB_IMAGE, reference);
  if (!facts) return undefined;
  const source = 'https://www.mongodb.com/docs/database-tools/mongodump/: it ends when the dump is written';
  const { home: _, ...known } = facts;
  return { ...known, program: { words: ['sh', '-c'], source }, ends: { source }, writes: [{ path: '/backups', persistent: true, source }], ports: [] };
}
