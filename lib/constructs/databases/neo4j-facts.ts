import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** What was read of each series, and the first minor of it; between the first and the last of 5 the files are the same but for their base. */
const READ: { readonly [major: string]: { readonly directory: string; readonly base: string; readonly from: number } } = {
  5: { directory: '5.26.28/trixie/community', base: 'debian:trixie-slim', from: 22 },
  2025: { directory: '2026.06.0/trixie/community', base: 'debian:trixie-slim', from: 1 },
  2026: { directory: '2026.06.0/trixie/community', base: 'debian:trixie-slim', from: 1 },
};

/** The official image. */
export const NEO4J_IMAGE: KnownImage = { repositories: ['library/neo4j'], known: 'Neo4j 5.22 to 5.26, 2025 and 2026', factsOf: neo4jFacts };

/** The tag `5` is its last minor, as there will be no other. */
function neo4jFacts({ major, minor, variant }: ImageTag): ImageFacts | undefined {
  const read = READ[major];
  if (!read || (minor !== undefined && minor < read.from)) return undefined;
  const file = `${read.directory}/Dockerfile`;
  const script = `${read.directory}/local-package/docker-entrypoint.sh`;
  return {
    from: 'https://github.com/neo4j/docker-neo4j-publish/tree/a9a15fb56de488a4d311a8ba385e20e1e7713918',
    read: '2026-11-27',
    base: { reference: read.base, source: `${file}:1` },
    entrypoint: { words: ['tini', '-g', '--', '/startup/docker-entrypoint.sh'], source: `${file}:56` },
    command: { words: ['neo4j'], source: `${file}:57` },
    program: { words: ['sh', '-c'], source: 'a script, which starts what the image starts by itself' },
    workingDirectory: { path: '/var/lib/neo4j', source: `${file}:50` },
    users: [
      { uid: 7474, gid: 7474, name: 'neo4j', source: `${file}:17-18` },
      { uid: 0, own: true, becomes: 7474, reason: 'hands its directories to neo4j before it becomes that user', source: `${script}:369-375` },
    ],
    writes: [
      { path: '/data', persistent: true, source: `${file}:52` },
      { path: '/logs', setBy: 'NEO4J_server_directories_logs', source: `${script}:516-519` },
      { path: '/var/lib/neo4j/conf', source: `${script}:575-617; the settings, at each start` },
      { path: '/var/lib/neo4j/run', source: `${script}:639-642; its process id` },
    ],
    ports: [
      { port: 7474, setBy: 'NEO4J_server_http_listen__address', source: `${file}:54` },
      { port: 7687, setBy: 'NEO4J_server_bolt_listen__address', source: `${file}:54` },
    ],
    routes: [{ path: '/', source: 'https://neo4j.com/docs/http-api/5/endpoints/#discovery-api, which asks for no password' }],
    variables: variant.includes('enterprise') ? [{ name: 'NEO4J_ACCEPT_LICENSE_AGREEMENT', pattern: '^(?:yes|eval)$', source: `${script}:432-465` }] : [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh', 'bash'], source: `${script}:1` },
      { names: ['wget'], source: `${file}:16, which is not purged` },
      { names: ['neo4j', 'neo4j-admin', 'cypher-shell'], source: `${file}:48` },
    ],
  };
}
