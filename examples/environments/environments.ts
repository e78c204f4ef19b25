import { App, Compose, Kubernetes, SecretStore } from 'cdk8s-compose';
import { AiSociety } from '../../apps/ai-society/ai-society';

/** Where the program runs. */
export type Environment = 'development' | 'staging' | 'production';

export const ENVIRONMENTS: readonly Environment[] = ['development', 'staging', 'production'];

/** AI Society in one environment, with an output directory of its own: containers on a laptop, managed stores in the cloud. */
export function appOf(environment: Environment, directory = 'dist/environments'): App {
  const outdir = `${directory}/${environment}`;
  switch (environment) {
    case 'development': {
      const app = new App({ outdir, targets: [new Compose()] });
      new AiSociety(app, 'ai-society', { mode: 'development' });
      return app;
    }
    case 'staging': {
      const app = new App({ outdir });
      new AiSociety(app, 'ai-society', {
        managed: { postgres: 'postgres.staging.example.com', redis: 'redis.staging.example.com', qdrant: 'qdrant.staging.example.com' },
        registry: 'registry.example.com',
        host: 'staging.example.com',
      });
      return app;
    }
    case 'production': {
      const app = new App({ outdir, targets: [new Kubernetes({ version: '1.36', ingressClass: 'traefik', apiServer: '10.0.0.1/32' })] });
      new AiSociety(app, 'ai-society', {
        managed: { postgres: 'society.ab1cd.eu-central-1.rds.amazonaws.com', redis: 'society.ab1cd.euc1.cache.amazonaws.com', qdrant: 'ab1cd.eu-central-1-0.aws.cloud.qdrant.io' },
        registry: 'registry.example.com',
        host: 'society.example.com',
        secretStore: SecretStore.cluster('vault'),
      });
      return app;
    }
  }
}
