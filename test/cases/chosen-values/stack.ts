import { type App, HealthProbe, Image, Parameter, Size, Stack, text, Volume, Workload } from 'cdk8s-compose';

export const description = 'Numbers, amounts and words of which the operator has the last word.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const asked = (name: string, value: string, description: string): Parameter => new Parameter(stack, name, { default: value, description });
  const suffix = asked('SUFFIX', 'blue', 'Behind the names of containers.');
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    containerName: text`shop-api-${suffix}`,
    hostname: text`api-${suffix}`,
    imagePullPolicy: asked('PULL_POLICY', 'if_not_present', 'When images are pulled: always, missing, never.'),
    restartPolicy: asked('RESTART_POLICY', 'unless-stopped', 'When what has ended is started again.'),
    platform: asked('PLATFORM', 'linux/amd64', 'Of the images.'),
    runtimeClass: asked('RUNTIME', 'runc', 'Runtime of the containers.'),
    workingDirectory: text`/srv/${suffix}`,
    sharedMemory: asked('SHM_SIZE', '128m', 'Size of /dev/shm.'),
    pidsLimit: asked('PIDS', '512', 'Processes at once.'),
    openFiles: asked('FILES', '65536', 'Files at once.'),
    logRotation: { maxSize: asked('LOG_SIZE', '20m', 'Size of one log file.'), files: asked('LOG_FILES', '3', 'Log files that are kept.') },
    gpus: { count: asked('GPUS', 'all', 'Graphics processors.') },
    supplementalGroups: [7, asked('SOCKET_GROUP', '999', 'Group of the socket of Docker.')],
    health: HealthProbe.fromCommand(['api', 'check'], {
      interval: asked('CHECK_INTERVAL', '1m30s', 'Time between two checks.'), timeout: asked('CHECK_TIMEOUT', '5s', 'Time that a check may take.'),
      retries: asked('CHECK_RETRIES', '5', 'Failures in a row.'), startPeriod: asked('CHECK_START', '0s', 'Time that it may take to start.'),
    }),
    labels: { 'example.com/stage': asked('STAGE', 'prod', 'Which of the installations it is.'), team: 'payments' },
    annotations: { 'example.com/rule': text`Host(\`${asked('HOST_NAME', 'shop.example.com', 'Name on the internet.')}\`) $1` },
    extraHosts: { 'ldap.example.com': asked('LDAP', '10.0.0.5', 'Address of the directory.'), 'nas.example.com': '10.0.0.6' },
    resources: {
      cpu: { request: asked('API_CPU_REQUEST', '0.25', 'Cores that are set aside.'), limit: asked('API_CPUS', '1.5', 'Cores at most.') },
      memory: { request: Size.mebibytes(256), limit: asked('API_MEMORY', '1g', 'Memory at most.') },
    },
  });
  const files = new Workload(stack, 'files', {
    image: Image.fromReference('example/files:1.4.2'),
    user: { uid: asked('FILES_UID', '1000', 'User whose files they are.'), gid: asked('FILES_GID', '1001', 'Group of that user.') },
  });
  files.addMount('/data', new Volume(stack, 'data', { size: Size.gibibytes(1) }));
  new Workload(stack, 'worker', {
    image: Image.fromReference('example/worker:1.4.2'),
    replicas: asked('WORKERS', '2', 'How many workers.'),
    resources: { cpu: { limit: asked('WORKER_CPUS', '0', 'Cores at most, 0 for all.') }, memory: { limit: asked('WORKER_MEMORY', '0', 'Memory at most, 0 for all.') } },
  });
  return stack;
}
