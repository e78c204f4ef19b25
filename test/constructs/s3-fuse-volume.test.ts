import {
  App, CodeSandbox, Duration, Image, Parameter, S3FuseVolume, S3Mount, S3MountFailure, Secret, Stack, Workload,
  type S3InContainerOptions, type S3SidecarOptions, type WorkloadOptions, type WorkloadProps,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { NetworkPolicy } from '../../lib/targets/kubernetes/api';
import { IMAGE } from './described';

function mounted(options: Partial<S3InContainerOptions>, readOnly = false) {
  const stack = new Stack(new App(), 'shop');
  const worker = new Workload(stack, 'worker', { image: IMAGE, entrypoint: ['tini', '--'], command: ['work'] });
  const bucket = new Parameter(stack, 'BUCKET', { default: 'shop-data', description: 'Bucket.' });
  const volume = new S3FuseVolume(stack, 'data', { mountPath: '/data', readOnly, mount: S3Mount.inContainer({ bucket, ...options }) });
  volume.mountIn(worker);
  new CodeSandbox(stack, 'sandbox', { templateName: 'work', bucket: volume }).useFrom(worker);
  const output = synthesize(stack);
  return {
    ...output,
    service: output.compose!.services.worker,
    script: output.files.get('compose/shop/files/data-mount.mount-bucket.sh')!,
    sandbox: (file: string) => output.files.get(`sandbox/shop/sandbox/${file}`)!,
  };
}

describe('a bucket mounted in the container', () => {
  test('starts the whole command through the script', () => {
    const { service } = mounted({});
    expect(service.entrypoint).toEqual(['/bin/sh', '/usr/local/lib/data/mount-bucket.sh']);
    expect(service.command).toEqual(['tini', '--', 'work']);
  });

  test('has exactly the privileges that it takes', () => {
    const { service } = mounted({});
    expect(service).toMatchObject({ user: '0:0', cap_drop: ['ALL'], cap_add: ['SYS_ADMIN'], devices: ['/dev/fuse:/dev/fuse'] });
    expect(service.security_opt).toEqual(['no-new-privileges:true', 'apparmor:unconfined']);
    expect(service).not.toHaveProperty('privileged');
  });

  test('tries goofys, then s3fs, and believes neither before a file is there and back', () => {
    const { script } = mounted({});
    expect(script.indexOf('attempt goofys')).toBeLessThan(script.indexOf('attempt s3fs'));
    expect(script).toContain('echo "$id" 2>/dev/null > "$probe" && [ "$(cat "$probe")" = "$id" ]');
    expect(script).toContain('umount -l "$directory"');
  });

  test('writes no secret down but its name', () => {
    const { script, service, files } = mounted({});
    expect(script).toContain('umask 077 && printf \'%s:%s\\n\' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"');
    expect(service.environment).toMatchObject({ AWS_SECRET_ACCESS_KEY: '${AWS_SECRET_ACCESS_KEY:?set AWS_SECRET_ACCESS_KEY, see .env.example}' });
    expect(files.get('compose/shop/.env.example')).toContain('AWS_ACCESS_KEY_ID=\n');
  });

  test('takes parameters from the environment, and text as it is', () => {
    const { script, service } = mounted({ region: "it's", prefix: '$HOME' });
    expect(script).toContain('bucket="${BUCKET:-}"');
    expect(service.environment).toMatchObject({ BUCKET: '${BUCKET:-shop-data}' });
    expect(script).toContain(`region='it'\\''s'`);
    expect(script).toContain(`prefix='$HOME'`);
  });

  test('translates permissions and times for both mounters', () => {
    const { script } = mounted({ umask: 0o027, owner: { uid: 1000, gid: 1001 }, statCacheTtl: Duration.minutes(1), typeCacheTtl: Duration.seconds(5), allowOther: false });
    expect(script).toContain('--stat-cache-ttl 60s --type-cache-ttl 5s');
    expect(script).toContain('--uid 1000 --gid 1001 --dir-mode 0750 --file-mode 0640');
    expect(script).toContain('-o stat_cache_expire=60');
    expect(script).toContain('-o uid=1000 -o gid=1001 -o umask=0027 -o mp_umask=0027');
    expect(script).not.toContain('allow_other');
  });

  test('does not write to a bucket that is only read', () => {
    const { script } = mounted({}, true);
    expect(script).toContain('ls "$directory" > /dev/null');
    expect(script).not.toContain('$probe');
    expect(script.match(/-o ro\b/g)).toHaveLength(2);
  });

  test('ends the container without the bucket, unless it is told to go on', () => {
    expect(mounted({}).script).toContain('  exit 1\nfi');
    const { script } = mounted({ onFailure: S3MountFailure.CONTINUE });
    expect(script).toContain('the command starts without the bucket');
    expect(script).not.toContain('  exit 1\nfi');
  });

  test('unmounts when the command has ended, unless the command takes its place', () => {
    expect(mounted({}).script).toMatch(/wait "\$command"[^]*release\nfi\nexit "\$status"\n$/);
    expect(mounted({ unmountOnStop: false }).script).toMatch(/\nexec "\$@"\n$/);
  });
});

describe('a bucket mounted by a sidecar', () => {
  function beside(options: Partial<S3SidecarOptions> = {}, reader: WorkloadOptions = {}, wire: (stack: Stack, worker: Workload, volume: S3FuseVolume) => void = () => {}) {
    const stack = new Stack(new App(), 'shop');
    const worker = new Workload(stack, 'worker', { image: IMAGE, command: ['work'], ...reader });
    const volume = new S3FuseVolume(stack, 'data', { mountPath: '/data/bucket', mount: S3Mount.bySidecar({ bucket: 'shop-data', image: Image.fromReference('example/s3fs:1'), ...options }) });
    volume.mountIn(worker);
    wire(stack, worker, volume);
    const output = synthesize(stack);
    const objects = output.kubernetes! as unknown as { kind: string; metadata: { name: string }; spec: { template: { spec: Record<string, unknown> } } }[];
    return {
      ...output,
      services: output.compose?.services ?? {},
      objects,
      pod: objects.find(({ kind }) => kind === 'Deployment')?.spec.template.spec,
      script: output.files.get('compose/shop/files/data-worker-mount.mount-bucket.sh'),
      codes: output.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    };
  }

  test('leaves the reader without privileges and keys', () => {
    const { services, pod } = beside();
    expect(services.worker).toMatchObject({ user: '10001:10001', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    for (const attribute of ['cap_add', 'devices', 'environment', 'privileged']) expect(services.worker).not.toHaveProperty(attribute);
    expect(pod).toMatchObject({
      securityContext: { runAsNonRoot: true, runAsUser: 10001 },
      containers: [{ name: 'worker', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
      initContainers: [{ name: 'data-mounter', restartPolicy: 'Always', securityContext: { runAsNonRoot: false, runAsUser: 0, privileged: true } }],
    });
  });

  test('is passed on from the mounter to the reader, which starts when it is there', () => {
    const { services, pod } = beside();
    const bind = (propagation: string) => [{ target: '/data', bind: { propagation } }];
    expect(services.worker).toMatchObject({ volumes: bind('rslave'), depends_on: { 'worker-data-mounter': { condition: 'service_healthy' } }, network_mode: 'service:worker-pod' });
    expect(services.worker.entrypoint).toEqual(['/bin/sh', '/usr/local/lib/data/wait-for-bucket.sh']);
    expect(services['worker-data-mounter']).toMatchObject({ volumes: bind('rshared'), healthcheck: { test: ['CMD', 'mountpoint', '-q', '/data/bucket'] } });
    const mount = (mountPropagation: string) => expect.arrayContaining([{ name: 'worker-data-mounter', mountPath: '/data', mountPropagation }]) as unknown;
    expect(pod).toMatchObject({ containers: [{ volumeMounts: mount('HostToContainer') }], initContainers: [{ volumeMounts: mount('Bidirectional') }] });
  });

  test('belongs to the user of the reader, and outlives it', () => {
    const { script, services, pod } = beside({}, { user: { uid: 1000, gid: 1001 }, stopGracePeriod: Duration.minutes(2) });
    expect(script).toContain('-o uid=1000 -o gid=1001');
    expect(script).toContain('"$waited" -ge 120');
    expect(services['worker-data-mounter'].stop_grace_period).toBe('2m15s');
    expect(pod!.terminationGracePeriodSeconds).toBe(135);
  });

  test('lets the pod of the reader through to the store', () => {
    const stack = new Stack(new App(), 'shop');
    const api = new Workload(stack, 'store', { image: IMAGE }).addEndpoint('api', { port: 9000 });
    const worker = new Workload(stack, 'worker', { image: IMAGE, command: ['work'] });
    new S3FuseVolume(stack, 'data', { mountPath: '/data/bucket', mount: S3Mount.bySidecar({ bucket: 'agent-data', endpoint: api.url(), image: IMAGE }) }).mountIn(worker);
    const policy = synthesize(stack).kubernetes!.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'store-ingress');
    expect(policy).toMatchObject({ spec: { ingress: [{ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'worker' } } }], ports: [{ port: 9000 }] }] } });
  });

  test('cannot wait for a reader that keeps the bucket itself', () => {
    const stack = new Stack(new App(), 'shop');
    const store = new Workload(stack, 'store', { image: IMAGE, command: ['store'] });
    const endpoint = store.addEndpoint('api', { port: 9000 }).url();
    new S3FuseVolume(stack, 'data', { mountPath: '/data/bucket', mount: S3Mount.bySidecar({ bucket: 'agent-data', endpoint, image: IMAGE }) }).mountIn(store);
    expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['model/sidecar']);
  });

  test('is mounted by a sandbox itself', () => {
    const { files } = beside({}, {}, (stack, worker, bucket) => new CodeSandbox(stack, 'sandbox', { templateName: 'work', bucket }).useFrom(worker));
    expect(files.get('sandbox/shop/sandbox/start-up.sh')).toContain("directory='/data/bucket'");
  });
});

describe('the template of a sandbox', () => {
  test('knows the bucket and no key', () => {
    const { sandbox } = mounted({});
    expect(sandbox('e2b.Dockerfile')).toContain('ARG BUCKET="shop-data"\nENV BUCKET=$BUCKET\nENV S3_MOUNT_DIR="/data"');
    expect(sandbox('e2b.Dockerfile')).not.toContain('AWS_');
    expect(sandbox('e2b.toml')).toBe('template_name = "work"\ndockerfile = "e2b.Dockerfile"\nstart_cmd = "/root/.jupyter/start-up.sh"\n');
  });

  test('mounts it at the same path, by the same functions', () => {
    const { sandbox, script } = mounted({});
    const functions = (text: string): string => text.slice(text.indexOf('bucket='), text.indexOf('\n}\n', text.indexOf('mount_bucket()')));
    expect(functions(sandbox('start-up.sh'))).toBe(functions(script));
    expect(sandbox('start-up.sh')).toContain('mkdir -p "$directory/shared"');
  });

  test('starts what the base image would have started', () => {
    const { sandbox } = mounted({});
    expect(sandbox('e2b.Dockerfile')).toContain('RUN mv /root/.jupyter/start-up.sh /root/.jupyter/start-code-interpreter.sh\nCOPY start-up.sh /root/.jupyter/start-up.sh');
    expect(sandbox('start-up.sh')).toMatch(/exec \/root\/\.jupyter\/start-code-interpreter\.sh\n$/);
  });

  test('is what the agent asks for', () => {
    const { service } = mounted({});
    expect(service.environment).toMatchObject({ E2B_API_KEY: null, E2B_TEMPLATE_ID: '${E2B_TEMPLATE_ID:-work}', E2B_TIMEOUT: '${E2B_TIMEOUT:-300}' });
  });

  test('is checked for secrets like every other file', () => {
    const stack = new Stack(new App(), 'shop');
    new CodeSandbox(stack, 'sandbox', { templateName: 'work', packages: ['https://user:geheim@example.com/x.whl'] });
    expect(synthesize(stack).findings.map(({ code }) => code)).toContain('model/plain-secret');
  });
});

test('two volumes share the keys of the stack', () => {
  const stack = new Stack(new App(), 'shop');
  new Secret(stack, 'AWS_ACCESS_KEY_ID', { description: 'Reads and writes both buckets.' });
  const worker = new Workload(stack, 'worker', { image: IMAGE, command: ['work'] });
  for (const name of ['a', 'b']) new S3FuseVolume(stack, name, { mountPath: `/${name}`, mount: S3Mount.inContainer({ bucket: `shop-${name}` }) }).mountIn(worker);
  const { findings, compose } = synthesize(stack);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(compose!.services.worker.entrypoint).toEqual(['/bin/sh', '/usr/local/lib/b/mount-bucket.sh', '/bin/sh', '/usr/local/lib/a/mount-bucket.sh']);
});

describe('who calls nobody else outside', () => {
  const outputOf = (options: Partial<S3InContainerOptions>, egress: WorkloadProps['egress'], bySidecar = false) => {
    const stack = new Stack(new App(), 'shop');
    const worker = new Workload(stack, 'worker', { image: IMAGE, command: ['run'], egress });
    const mount = bySidecar ? S3Mount.bySidecar({ bucket: 'agent-data', image: IMAGE, ...options }) : S3Mount.inContainer({ bucket: 'agent-data', ...options });
    new S3FuseVolume(stack, 'data', { mountPath: '/data/bucket', mount }).mountIn(worker);
    const { kubernetes, model, findings } = synthesize(stack);
    const policy = kubernetes.find(({ metadata }) => metadata.name === 'worker-egress') as NetworkPolicy | undefined;
    return {
      hosts: (model.outside ?? []).map(({ defaultHost }) => defaultHost),
      ports: policy?.spec.egress?.slice(1).flatMap(({ ports = [] }) => ports.map(({ port }) => port)),
      codes: findings.map(({ code }) => code).filter((code) => /outside/.test(code)),
    };
  };

  test.each<[string, Partial<S3InContainerOptions>, string, number]>([
    ['Amazon', {}, 's3.us-east-1.amazonaws.com', 443],
    ['Amazon in another region', { region: 'eu-central-1' }, 's3.eu-central-1.amazonaws.com', 443],
    ['a store that is written out', { endpoint: 'https://s3.example.com/' }, 's3.example.com', 443],
    ['a store on a port of its own', { endpoint: 'http://s3.example.com:9000' }, 's3.example.com', 9000],
  ])('is let out to %s, and told what that comes to', (_, options, host, port) => {
    for (const bySidecar of [false, true]) {
      expect(outputOf(options, false, bySidecar)).toEqual({ hosts: [host], ports: [port], codes: ['compose/outside-peer', 'kubernetes/outside-name'] });
    }
  });

  test('is let out beside its exceptions', () => {
    expect(outputOf({}, [{ ports: [5432] }])).toMatchObject({ hosts: ['s3.us-east-1.amazonaws.com'], ports: expect.arrayContaining([443, 5432]) as number[] });
  });

  test('and who calls the world needs no way opened', () => {
    expect(outputOf({}, true)).toEqual({ hosts: [], ports: undefined, codes: [] });
  });
});
