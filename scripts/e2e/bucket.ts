import * as os from 'node:os';
import { App, Publish, SeaweedFs, Size, Stack } from 'cdk8s-compose';
import { secret } from './operator';
import { chosen, type ChosenStack } from './stacks';

const PORT = 18333;
const BUCKET = 'results';

/** An object store that is somebody else's: a stack of its own, which containers reach by the machine's address. */
export function bucketStack(): ChosenStack {
  const stack = new Stack(new App(), 'bucket');
  new SeaweedFs(stack, 'objects', { storage: Size.gibibytes(1), buckets: [BUCKET], publish: Publish.onHostPort(PORT) });
  return chosen(stack);
}

/** What an operator fills in for it: a README says that a store other than Amazon's has `S3_ENDPOINT_URL`. */
export function bucketSettings(): Readonly<Record<string, string>> {
  const address = Object.values(os.networkInterfaces()).flat().find((candidate) => candidate?.family === 'IPv4' && !candidate.internal)?.address;
  const [key, password] = [secret(), secret()];
  return {
    S3_ENDPOINT_URL: `http://${address}:${PORT}`, S3_BUCKET_NAME: BUCKET,
    AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: password, OBJECTS_ACCESS_KEY: key, OBJECTS_SECRET_KEY: password,
  };
}
