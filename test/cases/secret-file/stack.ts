import { type App, Image, Secret, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'Secrets as files: keys of the Secret on Kubernetes, files of the operator in Compose, whose mode is what the operator gives them.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const password = new Secret(stack, 'DB_PASSWORD', { description: 'The password of the database.', hint: 'openssl rand -hex 32' });
  const key = new Secret(stack, 'SIGNING_KEY', { description: 'Signs tokens', file: './keys/signing key.pem' });
  const tls = new Secret(stack, 'TLS_KEY', { description: 'The key of the certificate.' });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { DB_PASSWORD_PATH: '/run/secrets/db-password', DB_URL: text`postgresql://api:${password}@db.example.com/shop` },
    mounts: { '/run/secrets/db-password': password.asFile(), '/etc/api/signing.pem': key.asFile({ mode: 0o400 }), '/etc/api/tls.key': tls.asFile({ mode: 0o400 }) },
  });
  const worker = new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.4.2'), mounts: { '/run/secrets/db-password': password.asFile() } });
  worker.addSidecar('signer', { image: Image.fromReference('example/signer:1.0.0'), user: { uid: 2000, gid: 2001 }, mounts: { '/etc/signer/key': key.asFile({ mode: 0o440 }) } });
  return stack;
}
