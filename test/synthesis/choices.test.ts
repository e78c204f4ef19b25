import { parseAllDocuments } from 'yaml';
import { App, ConfigFile, Image, Inventory, Kubernetes, Parameter, Publish, Secret, SecretStore, Size, Stack, Volume, Workload, type StackProps } from 'cdk8s-compose';
import { synthesize, type Synthesized } from 'cdk8s-compose/testing';

const IMAGE = Image.fromReference('example/app:1.0.0');

/** A system of which one of two stores is chosen, each with all that it alone needs. */
function shop(app: App = new App(), props: StackProps = {}): Stack {
  const stack = new Stack(app, 'shop', props);
  for (const id of ['pg', 'my']) {
    const store = new Workload(stack, id, {
      image: IMAGE,
      profiles: [`${id}-store`],
      env: { PASSWORD: new Secret(stack, `${id.toUpperCase()}_PASSWORD`, { description: 'Password' }), MODE: new Parameter(stack, `${id.toUpperCase()}_MODE`, { default: 'a', description: 'Mode' }) },
      mounts: { '/data': new Volume(stack, `${id}-data`, { size: Size.gibibytes(1) }), '/etc/store.conf': new ConfigFile(stack, `${id}-conf`, { content: 'a' }) },
      replicas: 1,
    });
    store.addEndpoint('http', { port: 80, publish: Publish.atHost(`${id}.example.com`, { localPort: id === 'pg' ? 8001 : 8002 }) });
  }
  new Workload(stack, 'web', { image: IMAGE, replicas: 2, env: { KEY: new Secret(stack, 'KEY', { description: 'Key' }) } });
  return stack;
}

function objectsIn({ files }: Pick<Synthesized, 'files'>, file: string): string[] {
  return parseAllDocuments(files.get(file)!).map((document) => {
    const { kind, metadata } = document.toJS() as { kind: string; metadata: { name: string } };
    return `${kind}/${metadata.name}`;
  });
}

describe('a set of manifests', () => {
  const result = synthesize(shop());
  const ofStore = ['Deployment/pg', 'Service/pg', 'NetworkPolicy/pg-ingress', 'ServiceAccount/pg', 'Ingress/pg', 'PersistentVolumeClaim/pg-data', 'ConfigMap/pg-conf'];

  test('has what its choice leaves, and all of it', () => {
    expect([...result.files.keys()].filter((file) => file.startsWith('kubernetes/'))).toEqual(['kubernetes/shop.k8s.yaml', 'kubernetes/shop/my-store.k8s.yaml', 'kubernetes/shop/pg-store.k8s.yaml']);
    const [none, my, pg] = ['kubernetes/shop.k8s.yaml', 'kubernetes/shop/my-store.k8s.yaml', 'kubernetes/shop/pg-store.k8s.yaml'].map((file) => objectsIn(result, file));
    expect(none).toEqual(['Namespace/shop', 'ServiceAccount/web', 'Deployment/web', 'NetworkPolicy/web-ingress', 'PodDisruptionBudget/web']);
    expect(pg).toEqual(expect.arrayContaining([...none, ...ofStore, 'ConfigMap/shop-parameters']));
    expect(my.map((name) => name.replace(/\bmy\b/, 'pg')).sort()).toEqual([...pg].sort());
  });

  test('names the secrets and parameters of its choice alone', () => {
    const text = (file: string): string => result.files.get(file)!;
    expect(text('kubernetes/shop.k8s.yaml')).not.toMatch(/_PASSWORD|_MODE/);
    expect(text('kubernetes/shop/pg-store.k8s.yaml')).toMatch(/--from-literal=KEY=\.\.\. --from-literal=PG_PASSWORD=\.\.\.\n/);
    expect(text('kubernetes/shop/pg-store.k8s.yaml')).not.toMatch(/MY_/);
  });

  test('says at its top what has to go when it takes the place of another one, and no claim is among that', () => {
    const [what, command] = result.files.get('kubernetes/shop/pg-store.k8s.yaml')!.split('\n');
    expect(what).toBe('# The choice pg-store: what runs with the profiles pg-store. Applied in place of another choice, delete what that one had beside it, which goes on running; claims stay, with their data:');
    expect(command).toMatch(/^# {3}kubectl -n shop delete deployments,.* -l 'app\.kubernetes\.io\/part-of=shop,app\.kubernetes\.io\/name in \(my\)'$/);
    expect(command).not.toContain('persistentvolumeclaim');
  });

  test('takes what a store of secrets has to have of its choice alone', () => {
    const { files } = synthesize(shop(new App(), { secretStore: SecretStore.cluster('vault') }));
    expect(files.get('kubernetes/shop/my-store.k8s.yaml')).toContain('MY_PASSWORD');
    expect(files.get('kubernetes/shop/my-store.k8s.yaml')).not.toContain('PG_PASSWORD');
  });
});

test('the namespace claims the level that the containers of a choice leave', () => {
  const stack = shop();
  new Workload(stack, 'builder', { image: IMAGE, profiles: ['build'], privileged: 'runs containers of its own' });
  const { files } = synthesize(stack);
  const levelOf = (file: string): string | undefined => /pod-security\.kubernetes\.io\/enforce: (\w+)/.exec(files.get(file)!)?.[1];
  expect(['kubernetes/shop.k8s.yaml', 'kubernetes/shop/build.k8s.yaml', 'kubernetes/shop/pg-store.k8s.yaml'].map(levelOf)).toEqual(['restricted', 'privileged', 'restricted']);
});

test('what the operator of Compose has to give for services that may not run is said to be asked for all the same', () => {
  const example = synthesize(shop()).files.get('compose/shop/.env.example')!;
  const commentOf = (name: string): string => example.split('\n\n').find((block) => block.includes(`\n${name}=`))!;
  expect(commentOf('PG_PASSWORD')).toContain('some text has to stand here also where nothing of this runs');
  expect(commentOf('KEY')).not.toContain('some text has to stand here');
});

describe('where nobody chooses', () => {
  test('it is the default choice that counts', () => {
    const stack = shop();
    stack.addChoice('postgres', { profiles: ['pg-store'], isDefault: true });
    stack.addChoice('mysql', { profiles: ['my-store'] });
    const result = synthesize(stack);
    expect([...result.files.keys()].filter((file) => file.startsWith('kubernetes/'))).toEqual(['kubernetes/shop.k8s.yaml', 'kubernetes/shop/mysql.k8s.yaml']);
    expect(objectsIn(result, 'kubernetes/shop.k8s.yaml')).toContain('Deployment/pg');
    expect(result.files.get('compose/shop/.env.example')).toMatch(/^COMPOSE_PROFILES=pg-store$/m);
    expect(stack.toJson().map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toContain('Deployment/pg');
    expect(JSON.parse(result.files.get('model/shop.json')!)).toMatchObject({ choices: [{ name: 'mysql', profiles: ['my-store'] }, { name: 'postgres', profiles: ['pg-store'], isDefault: true }] });
  });

  test('it is what runs without any profile, else', () => {
    expect(synthesize(shop()).files.get('compose/shop/.env.example')).toMatch(/^# COMPOSE_PROFILES=$/m);
  });
});

test('a target that has no need to leave anything out gets the stack as a whole', () => {
  const { files } = synthesize(shop(new App(), { targets: [new Kubernetes(), new Inventory()] }));
  const { containers } = JSON.parse(files.get('inventory/shop.json')!) as { containers: { name: string; profiles?: string[] }[] };
  expect(containers.map(({ name, profiles }) => [name, profiles])).toEqual([['my', ['my-store']], ['pg', ['pg-store']], ['web', undefined]]);
});
