import * as os from 'node:os';
import { App, Publish, SeaweedFs, ServiceType, Size, Stack, type AppProps } from 'cdk8s-compose';
import { secret } from './operator';
import { chosen, type ChosenStack } from './stacks';

const PORT = 18333;
const BUCKET = 'results';

/** An object store that is somebody else's: a stack of its own, which containers reach by the machine's address, or by the name of its Service. */
export function bucketStack(props: AppProps = {}): ChosenStack {
  const stack = new Stack(new App(props), 'bucket');
  new SeaweedFs(stack, 'objects', { storage: Size.gibibytes(1), buckets: [BUCKET], publish: Publish.onHostPort(PORT, { serviceType: ServiceType.NODE_PORT }) });
  return chosen(stack);
}

/** Whether a stack is told where its object store is. */
export function needsBucket({ model }: ChosenStack): boolean {
  return model.parameters.some(({ name }) => name === 'S3_ENDPOINT_URL');
}

/** Where containers of other Compose projects find it. */
export function bucketOnMachine(): string {
  const address = Object.values(os.networkInterfaces()).flat().find((candidate) => candidate?.family === 'IPv4' && !candidate.internal)?.address;
  return `http://${address}:${PORT}`;
}

/** Where pods of other namespaces do. */
export function bucketInCluster({ model: { namespace, workloads: [{ name, endpoints: [{ port }] }] } }: ChosenStack): string {
  return `http://${name}.${namespace}.svc.cluster.local:${port}`;
}

/** What an operator fills in for it: a README says that a store other than Amazon's has `S3_ENDPOINT_URL`. */
export function bucketSettings(url: string): Readonly<Record<string, string>> {
  const [key, password] = [secret(), secret()];
  return {
    S3_ENDPOINT_URL: url, S3_BUCKET_NAME: BUCKET,
    AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: password, OBJECTS_ACCESS_KEY: key, OBJECTS_SECRET_KEY: password,
  };
}
