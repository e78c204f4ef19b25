import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** Lines of the Dockerfile that was read at a tag. */
interface Read {
  readonly tag: string;
  readonly base: string;
  readonly baseLine: number;
  /** Where curl comes from. */
  readonly curl: string;
  readonly user: string;
  readonly directory: number;
  readonly ports: number;
  readonly entrypoint: number;
  /** Whether it begins as root, which it is for a moment only. */
  readonly root: boolean;
}

const READ: { readonly [major: number]: Read } = {
  7: { tag: 'v7.17.28', base: 'ubuntu:20.04', baseLine: 80, curl: '89', user: '97-99', directory: 104, ports: 135, entrypoint: 159, root: true },
  8: { tag: 'v8.19.10', base: 'ubuntu:24.04', baseLine: 68, curl: '77', user: '86-87', directory: 93, ports: 124, entrypoint: 148, root: false },
  9: { tag: 'v9.2.4', base: 'redhat/ubi9-minimal:latest', baseLine: 67, curl: '8,25, in its base', user: '73-74', directory: 81, ports: 100, entrypoint: 134, root: false },
};

/** The image, of Docker Hub and of its makers' registry. */
export const ELASTICSEARCH_IMAGE: KnownImage = {
  repositories: ['library/elasticsearch', 'elasticsearch/elasticsearch'],
  known: 'Elasticsearch 7 to 9',
  factsOf: elasticsearchFacts,
};

function elasticsearchFacts({ major }: ImageTag): ImageFacts | undefined {
  const read = READ[major];
  if (!read) return undefined;
  const file = 'elasticsearch/Dockerfile';
  const script = 'elasticsearch/bin/docker-entrypoint.sh';
  return {
    from: `https://github.com/elastic/dockerfiles/tree/${read.tag}`,
    read: '2026-11-26',
    base: { reference: read.base, source: `${file}:${read.baseLine}` },
    entrypoint: { words: ['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'], source: `${file}:${read.entrypoint}` },
    command: { words: ['eswrapper'], source: `${file}:${read.entrypoint + 2}` },
    workingDirectory: { path: '/usr/share/elasticsearch', source: `${file}:${read.directory}` },
    users: [
      { uid: 1000, gid: 0, name: 'elasticsearch', own: !read.root, source: `${file}:${read.user}${read.root ? '' : `,${read.entrypoint + 4}`}; its files are of the group 0` },
      ...(read.root ? [{ uid: 0, own: true, becomes: 1000, reason: 'becomes 1000:0 at once', source: `${script}:33-34` }] : []),
    ],
    writes: [
      { path: '/usr/share/elasticsearch/data', setBy: 'path.data', persistent: true, source: `${file}: chmod 0775 ... data` },
      { path: '/usr/share/elasticsearch/logs', setBy: 'path.logs', source: `${file}: chmod 0775 ... logs; the collector's log` },
      { path: '/usr/share/elasticsearch/config', source: `${script}: elasticsearch-keystore, beside the configuration` },
    ],
    ports: [
      { port: 9200, setBy: 'http.port', source: `${file}:${read.ports}` },
      { port: 9300, setBy: 'transport.port', source: `${file}:${read.ports}` },
    ],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh'], source: `${file}:${read.baseLine}` },
      { names: ['bash'], source: `${script}:1` },
      { names: ['curl'], source: `${file}:${read.curl}` },
    ],
  };
}
