import { type App, Image, Parameter, Publish, SeaweedFs, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'An object store that browsers reach as well, and two buckets that are there before who needs them.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const uploads = new Parameter(stack, 'UPLOAD_BUCKET', { default: 'uploads', description: 'Bucket of the uploads.' });
  const objects = new SeaweedFs(stack, 'objects', { storage: Size.gibibytes(50), buckets: ['results', uploads], publish: Publish.onLoopback(8333) });
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { S3_ENDPOINT: objects.endpointUrl, S3_BUCKET: uploads, S3_USER: objects.accessKey, S3_SECRET: objects.secretKey },
  });
  api.startAfter(objects.buckets);
  return stack;
}
