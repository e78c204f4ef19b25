/** A service of upstream's Compose file, and what it is here. */
export interface UpstreamService {
  /** Its name there. */
  readonly service: string;
  readonly workload: string;
  /** Where it is a container beside the main one of that workload. */
  readonly container?: string;
}

/** What an example was made of. */
export interface Upstream {
  readonly file: string;
  readonly services: readonly UpstreamService[];
}

const same = (...names: readonly string[]): UpstreamService[] => names.map((service) => ({ service, workload: service }));

/** By the name of the example: the file that was read, at its commit, and all services in it. */
export const UPSTREAM: { readonly [example: string]: Upstream } = {
  n8n: {
    file: 'https://github.com/n8n-io/n8n-hosting/blob/cee656be9e11628529515ff4e13bd4d545caf6fa/docker-compose/withPostgresAndWorker/docker-compose.yml',
    services: [
      ...same('postgres', 'redis', 'n8n', 'n8n-worker'),
      { service: 'n8n-runner', workload: 'n8n', container: 'runner' },
      { service: 'n8n-worker-runner', workload: 'n8n-worker', container: 'runner' },
    ],
  },
};
