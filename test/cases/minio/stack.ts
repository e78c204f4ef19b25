import { type App, Image, MinIO, Parameter, Publish, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'An object store with its console published, and two buckets that are there before who needs them.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const uploads = new Parameter(stack, 'UPLOAD_BUCKET', { default: 'uploads', description: 'Bucket of the uploads.' });
  const minio = new MinIO(stack, 'minio', { storage: Size.gibibytes(50), buckets: ['results', uploads], publishConsole: Publish.onLoopback(9001) });
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { S3_ENDPOINT: minio.endpointUrl, S3_BUCKET: uploads, S3_USER: minio.accessKey, S3_SECRET: minio.secretKey },
  });
  api.startAfter(minio.buckets);
  return stack;
}
