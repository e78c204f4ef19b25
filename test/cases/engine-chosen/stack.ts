import { type App, HealthProbe, HostPath, Image, Parameter, Publish, Size, Stack, text, Volume, Workload } from 'cdk8s-compose';

export const description = 'Values of which the operator has the last word, and says something else than the program.';

export const onEngine = {
  settings: {
    SUFFIX: 'green', SHM_SIZE: '96m', PIDS: '300', FILES: '8192', LOG_SIZE: '5m', LOG_FILES: '2', SOCKET_GROUP: '997', CHECK_INTERVAL: '7s', CHECK_TIMEOUT: '4s', CHECK_RETRIES: '4', CHECK_START: '1s',
    STOP_TIME: '12s', STAGE: 'test', LDAP: '10.0.0.7', API_CPU_REQUEST: '0.1', API_CPUS: '0.75', API_MEMORY: '640m', RESTART_POLICY: 'always', WORKERS: '1', WORKER_CPUS: '0', WORKER_MEMORY: '0',
    RELEASE: '2.0.0', BIND_ADDRESS: '127.0.0.2', RUN_DIR: '/etc', FILES_UID: '1500', FILES_GID: '1501', OWNER: 'ours',
  },
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const asked = (name: string, value: string, description: string): Parameter => new Parameter(stack, name, { default: value, description });
  const suffix = asked('SUFFIX', 'blue', 'Behind the names of containers.');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference(text`example/api:${asked('RELEASE', '1.4.2', 'Release of the API.')}`),
    containerName: text`shop-api-${suffix}`,
    hostname: text`api-${suffix}`,
    restartPolicy: asked('RESTART_POLICY', 'unless-stopped', 'When what has ended is started again.'),
    workingDirectory: text`/srv/${suffix}`,
    sharedMemory: asked('SHM_SIZE', '128m', 'Size of /dev/shm.'),
    pidsLimit: asked('PIDS', '512', 'Processes at once.'),
    openFiles: asked('FILES', '16384', 'Files at once.'),
    logRotation: { maxSize: asked('LOG_SIZE', '20m', 'Size of one log file.'), files: asked('LOG_FILES', '3', 'Log files that are kept.') },
    supplementalGroups: [7, asked('SOCKET_GROUP', '999', 'Group of the socket of Docker.')],
    health: HealthProbe.fromCommand(['sh', '-c', 'exit 0'], {
      interval: asked('CHECK_INTERVAL', '10s', 'Time between two checks.'), timeout: asked('CHECK_TIMEOUT', '5s', 'Time that a check may take.'),
      retries: asked('CHECK_RETRIES', '5', 'Failures in a row.'), startPeriod: asked('CHECK_START', '0s', 'Time that it may take to start.'),
    }),
    stopGracePeriod: asked('STOP_TIME', '1m30s', 'Time that it has to stop.'),
    labels: { 'example.com/stage': asked('STAGE', 'prod', 'Which of the installations it is.') },
    extraHosts: { 'ldap.example.com': asked('LDAP', '10.0.0.5', 'Address of the directory.'), 'nas.example.com': '10.0.0.6' },
    resources: {
      cpu: { request: asked('API_CPU_REQUEST', '0.25', 'Cores that are set aside.'), limit: asked('API_CPUS', '1.5', 'Cores at most.') },
      memory: { request: Size.mebibytes(256), limit: asked('API_MEMORY', '1g', 'Memory at most.') },
    },
    mounts: { '/etc/host-release': HostPath.file(text`${asked('RUN_DIR', '/usr/lib', 'Where the machine says what it is.')}/os-release`, { reason: 'reports what the machine runs', readOnly: true }) },
  });
  api.addEndpoint('http', { port: 8000, publish: Publish.onAddress(asked('BIND_ADDRESS', '127.0.0.1', 'Address of the host on which the API answers.'), 18000) });
  const files = new Workload(stack, 'files', {
    image: Image.fromReference('example/files:1.4.2'),
    user: { uid: asked('FILES_UID', '1000', 'User whose files they are.'), gid: asked('FILES_GID', '1001', 'Group of that user.') },
  });
  files.addMount('/data', new Volume(stack, 'data', { size: Size.gibibytes(1), engineName: text`${asked('OWNER', 'shop', 'Whose volumes they are.')}_files` }));
  new Workload(stack, 'worker', {
    image: Image.fromReference('example/worker:1.4.2'),
    replicas: asked('WORKERS', '2', 'How many workers.'),
    resources: { cpu: { limit: asked('WORKER_CPUS', '0.5', 'Cores at most, 0 for all.') }, memory: { limit: asked('WORKER_MEMORY', '256m', 'Memory at most, 0 for all.') } },
  });
  return stack;
}
