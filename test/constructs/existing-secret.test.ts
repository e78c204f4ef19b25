import { App, Compose, Image, Kubernetes, Secret, SecretStore, Stack, text, Workload, type ExistingSecret, type StackProps } from 'cdk8s-compose';
import { expectAgreement, expectValid, synthesize } from 'cdk8s-compose/testing';

function stackWith(existing: ExistingSecret, props: StackProps = {}): Stack {
  const stack = new Stack(new App(), 'shop', props);
  const secret = new Secret(stack, 'DB_PASSWORD', { description: 'Of the database.', existing });
  const own = new Secret(stack, 'SESSION_KEY', { description: 'Signs cookies.' });
  const env = { DB_PASSWORD: secret, URL: text`x:${secret}@y`, SESSION_KEY: own };
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env, mounts: { '/run/secrets/db': secret.asFile() } });
  return stack;
}

const refusals = (existing: ExistingSecret, props: StackProps = {}) => synthesize(stackWith(existing, props)).findings.filter(({ code }) => code === 'kubernetes/refused').map(({ message }) => message.split(',')[0]);

test('the value comes from the key of the Secret that is there, and from the variable in Compose', () => {
  const { files, compose } = synthesize(stackWith({ secretName: 'shop-db-app', key: 'password' }));
  const manifests = files.get('kubernetes/shop.k8s.yaml')!;
  expect(manifests.match(/name: shop-db-app\n +key: password/g)).toHaveLength(1);
  expect(manifests).toMatch(/secretName: shop-db-app\n +items:\n +- key: password\n +path: DB_PASSWORD/);
  expect(manifests).toContain('# Secrets that have to be there in the namespace shop: shop-db-app\n#   shop-db-app with the key password\n');
  expect(manifests).toContain('create secret generic shop-secrets --from-literal=SESSION_KEY=...\n');
  expect((compose!.services['api'].environment as Record<string, string>)['DB_PASSWORD']).toMatch(/^\$\{DB_PASSWORD:\?/);
});

test('no store makes it', () => {
  const manifests = synthesize(stackWith({ secretName: 'shop-db-app' }, { secretStore: SecretStore.cluster('vault') })).files.get('kubernetes/shop.k8s.yaml')!;
  expect(manifests.match(/secretKey: \w+/g)).toEqual(['secretKey: SESSION_KEY']);
});

test.each<ExistingSecret>([{ secretName: 'shop-db-app' }, { secretName: 'shop-db-app', key: 'password' }])('both outputs agree and are valid: %j', (existing) => {
  expectAgreement(stackWith(existing));
  expectValid(stackWith(existing));
});

test('another key is said, the same one needs no word', () => {
  const codes = (existing: ExistingSecret) => synthesize(stackWith(existing)).findings.map(({ code }) => code);
  expect(codes({ secretName: 'shop-db-app', key: 'password' })).toContain('kubernetes/existing-key');
  expect(codes({ secretName: 'shop-db-app' })).not.toContain('kubernetes/existing-key');
});

test('names that no Secret has are refused, where a cluster would', () => {
  expect(refusals({ secretName: 'Shop_DB' })).toEqual(['The secretName is "Shop_DB"']);
  expect(refusals({ secretName: 'shop-db', key: 'pass word' })).toEqual(['The key in the Secret is "pass word"']);
  expect(refusals({ secretName: 'shop-db', key: '..x' }, { targets: [new Kubernetes()] })).toEqual(['The key in the Secret is "..x"']);
  expect(refusals({ secretName: 'Shop_DB' }, { targets: [new Compose()] })).toEqual([]);
});
