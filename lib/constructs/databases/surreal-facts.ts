import type { Image } from '../image';
import type { ImageFacts } from '../image-facts';
import { factsIn, tagOf, type ImageTag, type KnownImage } from './known-image';

/** The image of the project. Images named `-dev` have a shell as well, which nothing here asks for. */
export const SURREALDB_IMAGE: KnownImage = { repositories: ['surrealdb/surrealdb'], known: 'SurrealDB 2', factsOf: surrealFacts };

function surrealFacts({ major }: ImageTag): ImageFacts | undefined {
  if (major !== 2) return undefined;
  const file = 'docker/Dockerfile';
  return {
    from: 'https://github.com/surrealdb/surrealdb/tree/v2.5.0',
    read: '2026-11-26',
    base: { reference: 'cgr.dev/chainguard/glibc-dynamic:latest', source: `${file}:79` },
    entrypoint: { words: ['/surreal'], source: `${file}:97` },
    command: { words: [], source: `${file} has none` },
    program: { words: ['start'], source: 'src/cli/mod.rs: start a database server' },
    users: [
      { uid: 65532, gid: 65532, name: 'nonroot', own: true, source: `${file}:64,79; the user of its base` },
      { uid: 'any', source: `${file}:63-68; all that it writes is on the volume` },
    ],
    writes: [{ path: '/data', persistent: true, source: `${file}:93` }],
    ports: [{ port: 8000, setBy: '--bind', source: `${file}:95` }],
    routes: [{ path: '/health', source: 'src/net/health.rs:14' }],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [{ names: ['/surreal'], source: `${file}:83, and nothing else` }],
  };
}

/** What switches the GraphQL API on: a variable of its own until 2.1, a capability since 2.2 (`src/dbs/mod.rs:80` of v2.2.0). */
export function graphqlVariable(image: Image, id: string): Record<string, string> {
  const tag = tagOf(image._describe(id, id).reference);
  const isOld = tag?.major === 2 && tag.minor !== undefined && tag.minor < 2;
  return isOld ? { SURREAL_EXPERIMENTAL_GRAPHQL: 'true' } : { SURREAL_CAPS_ALLOW_EXPERIMENTAL: 'graphql' };
}

/** What is known of the same image when it exports a database. */
export function surrealExportFacts(reference: string): ImageFacts | undefined {
  const facts = factsIn(SURREALDB_IMAGE, reference);
  const source = 'src/cli/export.rs: it ends when the export is written';
  return facts && { ...facts, program: { words: ['export'], source }, ends: { source }, writes: [{ path: '/backups', persistent: true, source }], ports: [], routes: [] };
}
