import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { App, Compose, ExistingVolume, Image, Kubernetes, Publish, S3FuseVolume, S3Mount, Size, Stack, Task, Volume, Workload, type Delivery, type KubernetesProps } from 'cdk8s-compose';
import { expectAgreement, synthesize, type Synthesized } from 'cdk8s-compose/testing';
import type { ReportDocument, ReportedStep } from '../../../lib/diagnostics/report-document';

/*
 * What is written for whom the manifests are brought to the cluster by, and the commands that the report has for each. Those for kubectl have been run on an API server.
 */

const image = Image.fromReference('example/api:1.4.2');

function written(props: KubernetesProps, build: (stack: Stack) => void): Synthesized {
  const stack = new Stack(new App({ targets: [new Kubernetes(props), new Compose()] }), 'shop');
  build(stack);
  return synthesize(stack);
}

interface Annotated {
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly annotations?: Readonly<Record<string, string>> };
}

const annotation = ({ kubernetes }: Synthesized, name: string): Map<string, string | undefined> =>
  new Map((kubernetes as readonly Annotated[]).map(({ kind, metadata }) => [`${kind} ${metadata.name}`, metadata.annotations?.[name]]));

const stepsOf = ({ files }: Synthesized, target: string, report = 'shop'): readonly ReportedStep[] =>
  (JSON.parse(files.get(`report/${report}.json`)!) as ReportDocument).targets.find(({ name }) => name === target)!.steps!;

function ownObject(stack: Stack, apiVersion: string, kind: string, name: string, spec: object): void {
  new ApiObject(stack, `own-${name}`, { apiVersion, kind, metadata: { name }, spec } as ApiObjectProps);
}

const ownClaim = (stack: Stack, name: string): void => ownObject(stack, 'v1', 'PersistentVolumeClaim', name, { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } });

function chain(stack: Stack, length: number): Workload[] {
  const all = Array.from({ length }, (_, at) => new Workload(stack, `w${at}`, { image }));
  for (const [at, workload] of all.entries()) if (at > 0) workload.startAfter(all[at - 1]);
  return all;
}

describe('the waves of Argo CD', () => {
  const waves = (build: (stack: Stack) => void): Map<string, string | undefined> => annotation(written({ delivery: 'argo-cd' }, build), 'argocd.argoproj.io/sync-wave');

  test('follow the order in which workloads start, by the longest way', () => {
    const found = waves((stack) => {
      const [first, , third] = chain(stack, 3);
      third.startAfter(first);
    });
    expect(['w0', 'w1', 'w2'].map((name) => found.get(`Deployment ${name}`))).toEqual([undefined, '1', '2']);
  });

  test('are of any number, in a chain of thousands', () => {
    expect(waves((stack) => chain(stack, 3000)).get('Deployment w2999')).toBe('2999');
  });

  test('are none where nothing starts after anything', () => {
    const found = waves((stack) => {
      const api = new Workload(stack, 'api', { image, replicas: 2 });
      api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
    });
    expect([...found.values()].filter((wave) => wave !== undefined)).toEqual([]);
  });

  test('have a claim with the first who mounts it, and last what waits for pods or for an address', () => {
    const found = waves((stack) => {
      const [first, second] = chain(stack, 2);
      const data = new Volume(stack, 'data', { size: Size.gibibytes(1), shared: true, storageClass: 'nfs' });
      second.addMount('/data', data);
      first.addMount('/data', data.readOnly());
      second.addMount('/own', new Volume(stack, 'own', { size: Size.gibibytes(1) }));
      first.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
    });
    expect(Object.fromEntries(found)).toMatchObject({ 'PersistentVolumeClaim own': '1', 'Deployment w1': '1', 'Ingress w0': '2' });
    expect(['PersistentVolumeClaim data', 'Service w0', 'Namespace shop'].map((name) => found.get(name))).toEqual([undefined, undefined, undefined]);
  });

  test('are last for routes and the Gateway that has to take them, whoever serves', () => {
    const found = annotation(written({ delivery: 'argo-cd', gateway: { className: 'envoy' } }, (stack) => {
      const [first, second] = chain(stack, 2);
      first.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
      second.addEndpoint('http', { port: 8080, publish: Publish.atHost('admin.example.com', { localPort: 8081 }) });
    }), 'argocd.argoproj.io/sync-wave');
    expect(['Gateway shop', 'HTTPRoute w0', 'HTTPRoute w0-to-https', 'HTTPRoute w1', 'Service w1'].map((name) => found.get(name))).toEqual(['2', '2', '2', '2', '1']);
  });

  test('are of the user\'s own objects too: who scales is last, and a claim is with whoever mounts it', () => {
    const found = waves((stack) => {
      const [, second] = chain(stack, 2);
      second.addMount('/data', new ExistingVolume(stack, 'data', { claimName: 'own-data' }));
      ownObject(stack, 'autoscaling/v2', 'HorizontalPodAutoscaler', 'own', { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'w0' }, maxReplicas: 3 });
      ownClaim(stack, 'own-data');
      ownClaim(stack, 'of-nobody');
    });
    expect(['HorizontalPodAutoscaler own', 'PersistentVolumeClaim own-data', 'PersistentVolumeClaim of-nobody'].map((name) => found.get(name))).toEqual(['2', '1', undefined]);
  });

  test('are said in place of the start order, and the outputs agree', () => {
    const stack = new Stack(new App({ targets: [new Kubernetes({ delivery: 'argo-cd' }), new Compose()] }), 'shop');
    chain(stack, 2);
    const codes = synthesize(stack).findings.map(({ code }) => code);
    expect(codes).toContain('kubernetes/sync-wave');
    expect(codes).not.toContain('kubernetes/start-order');
    expectAgreement(stack);
  });
});

test.each<[Delivery, string, string]>([
  ['argo-cd', 'argocd.argoproj.io/sync-options', 'Prune=false,Delete=false'],
  ['flux', 'kustomize.toolkit.fluxcd.io/prune', 'disabled'],
])('%s keeps the namespace and claims, the user\'s own as well, and nothing else', (delivery, name, value) => {
  const synthesized = written({ delivery }, (stack) => {
    ownClaim(stack, 'own');
    new Workload(stack, 'api', { image, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } });
  });
  expect([...annotation(synthesized, name)].filter(([, said]) => said !== undefined)).toEqual([['Namespace shop', value], ['PersistentVolumeClaim data', value], ['PersistentVolumeClaim own', value]]);
  const codes = synthesized.findings.map(({ code }) => code);
  expect(codes).toContain('kubernetes/kept');
  expect(codes).not.toContain('kubernetes/left-behind');
});

test('what the user has said of an object goes before', () => {
  const synthesized = written({ delivery: 'argo-cd' }, (stack) => {
    const [, second] = chain(stack, 2);
    second.operate({ annotations: { 'argocd.argoproj.io/sync-wave': '5' } });
  });
  expect(annotation(synthesized, 'argocd.argoproj.io/sync-wave').get('Deployment w1')).toBe('5');
});

describe('Flux', () => {
  const twoChoices = (stack: Stack): void => {
    stack.addChoice('cpu', { profiles: ['cpu'], isDefault: true });
    stack.addChoice('gpu', { profiles: ['gpu'] });
    for (const name of ['cpu', 'gpu']) new Workload(stack, name, { image, profiles: [name] });
  };

  test('has a folder of each set of manifests, so that it never takes two choices', () => {
    const { files } = written({ delivery: 'flux' }, twoChoices);
    expect(files.get('flux/shop/kustomization.yaml')).toContain('resources: [../../kubernetes/shop.k8s.yaml]');
    expect(files.get('flux/shop/gpu/kustomization.yaml')).toContain('resources: [../../../kubernetes/shop/gpu.k8s.yaml]');
  });

  test('has none by default', () => {
    expect([...written({}, twoChoices).files.keys()].filter((file) => file.startsWith('flux/'))).toEqual([]);
  });
});

describe('the report', () => {
  const titlesOf = (delivery: Delivery): string[] => stepsOf(written({ delivery }, (stack) => chain(stack, 1)), 'kubernetes').map(({ title }) => title);

  test('has commands for who applies, waits, compares, prunes and removes', () => {
    expect(stepsOf(written({}, (stack) => chain(stack, 1)), 'kubernetes').flatMap(({ commands }) => commands)).toEqual([
      'kubectl apply --server-side -f kubernetes/shop.k8s.yaml',
      'kubectl -n shop rollout status --timeout=10m deployment/w0',
      'kubectl diff --server-side -f kubernetes/shop.k8s.yaml',
      'kubectl get -f kubernetes/shop.k8s.yaml -o name | sort > wanted.txt',
      expect.stringMatching(/^kubectl -n shop get -l app\.kubernetes\.io\/part-of=shop,app\.kubernetes\.io\/managed-by=cdk8s-compose -o name deployments,(?!.*persistentvolumeclaims).* \| sort \| comm -13 wanted\.txt - > left\.txt$/),
      'xargs -r kubectl -n shop delete < left.txt',
      expect.stringMatching(/^kubectl -n shop delete deployments,(?!.*persistentvolumeclaims).* -l app\.kubernetes\.io\/part-of=shop/),
      'kubectl delete namespace shop',
    ]);
  });

  test('waits for tasks by the names of their Jobs, for nothing where nothing runs, and deletes data where there is some', () => {
    const commands = (build: (stack: Stack) => void): string => stepsOf(written({}, build), 'kubernetes').flatMap((step) => step.commands).join('\n');
    expect(commands((stack) => new Task(stack, 'migrate', { image, command: ['migrate'] }))).toMatch(/^kubectl -n shop wait --for=condition=complete --timeout=10m job\/migrate-[0-9a-f]{8}$/m);
    expect(commands(() => undefined)).not.toMatch(/wait|rollout|persistentvolumeclaims -l/);
    expect(commands((stack) => new Workload(stack, 'api', { image, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } }))).toContain('kubectl -n shop delete persistentvolumeclaims -l app.kubernetes.io/part-of=shop,app.kubernetes.io/managed-by=cdk8s-compose');
  });

  test('deletes also the volume of a bucket, which no other claim gets', () => {
    const commands = (mount: S3Mount): string[] => stepsOf(written({}, (stack) => {
      new S3FuseVolume(stack, 'data', { mountPath: '/data', mount }).mountIn(new Workload(stack, 'api', { image }));
    }), 'kubernetes').flatMap((step) => step.commands).filter((command) => command.includes('delete persistentvolume'));
    const claims = 'kubectl -n shop delete persistentvolumeclaims -l app.kubernetes.io/part-of=shop,app.kubernetes.io/managed-by=cdk8s-compose';
    expect(commands(S3Mount.csiStatic({ bucket: 'data', region: 'eu-1' }))).toEqual([claims, 'kubectl delete persistentvolumes -l app.kubernetes.io/part-of=shop,app.kubernetes.io/managed-by=cdk8s-compose']);
    expect(commands(S3Mount.csiDynamic({ storageClass: 'csi-s3', size: Size.gibibytes(1) }))).toEqual([claims]);
  });

  test('has the command for each other choice of profiles', () => {
    const choices = (delivery: Delivery): string[] => stepsOf(written({ delivery }, (stack) => {
      new Workload(stack, 'api', { image });
      new Workload(stack, 'tool', { image, profiles: ['tools'] });
    }), 'kubernetes').flatMap(({ title, commands }) => (title.startsWith('Run the choice tools') ? commands : []));
    expect(choices('kubectl')).toEqual(['kubectl apply --server-side -f kubernetes/shop/tools.k8s.yaml']);
    expect(choices('argo-cd')).toEqual(['argocd app set shop --directory-recurse --directory-include shop/tools.k8s.yaml']);
    expect(choices('flux')).toEqual([expect.stringContaining('--path="./$DIRECTORY/flux/shop/tools"')]);
  });

  test('has those of Argo CD and of Flux in their place', () => {
    expect(titlesOf('argo-cd')[0]).toMatch(/^Have Argo CD apply it/);
    expect(titlesOf('flux')[0]).toMatch(/^Have Flux apply it/);
  });

  test('has those of Compose, with what a stack has', () => {
    const commands = (build: (stack: Stack) => void): string => stepsOf(written({}, build), 'compose').flatMap((step) => step.commands).join('\n');
    expect(commands((stack) => chain(stack, 1))).not.toContain('volume');
    expect(commands((stack) => new Workload(stack, 'api', { image, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } }))).toContain('docker compose -f compose/shop/compose.yaml down --remove-orphans --volumes');
  });

  test.each<[Delivery, string, string]>([
    ['kubectl', 'kubernetes', 'kubectl apply --server-side -k kustomize/shop/overlays/more'],
    ['kubectl', 'kubernetes', 'kubectl diff --server-side -k kustomize/shop/overlays/more'],
    ['kubectl', 'kubernetes', 'kubectl get -k kustomize/shop/overlays/more -o name | sort > wanted.txt'],
    ['argo-cd', 'kubernetes', '--path "$DIRECTORY/kustomize/shop/overlays/more" --dest-server'],
    ['flux', 'kubernetes', '--path="./$DIRECTORY/kustomize/shop/overlays/more" --prune'],
    ['kubectl', 'compose', 'cp -n compose/shop/.env.more.example compose/shop/.env'],
    ['kubectl', 'compose', 'docker compose -f compose/shop/compose.yaml -f compose/shop/compose.more.yaml up -d --wait --remove-orphans'],
  ])('of an overlay has the commands for what is laid over the stack (%s, %s: %s)', (delivery, target, command) => {
    const build = (stack: Stack): void => {
      new Workload(stack, 'tool', { image, profiles: ['tools'] });
      chain(stack, 1);
    };
    const result = written({ delivery }, (stack) => {
      build(stack);
      const more = new Stack(new App({ targets: [new Kubernetes({ delivery }), new Compose()] }), 'shop');
      build(more);
      new Workload(more, 'more', { image });
      stack.addOverlay('more', more);
    });
    const commands = stepsOf(result, target, 'shop.more').flatMap((step) => step.commands).join('\n');
    expect(commands).toContain(command);
    expect(commands).not.toContain('tools.k8s.yaml');
    expect([...result.files.keys()]).toContain('kustomize/shop/overlays/more/kustomization.yaml');
  });

  test('has the same in its text', () => {
    const { files } = written({}, (stack) => chain(stack, 1));
    const text = files.get('report/shop.txt')!;
    for (const command of ['kubernetes', 'compose'].flatMap((target) => stepsOf({ files } as Synthesized, target)).flatMap(({ commands }) => commands)) expect(text).toContain(`\n  ${command}\n`);
  });
});
