import type { VerifyCode } from '../../lib/verify/codes';

/** An edit by hand of one output of ai-society. */
export interface PlantedFault {
  readonly what: string;
  readonly file: OutputName;
  /** Text before it, from where the edit is looked for. */
  readonly in: string;
  readonly from: string;
  readonly to: string;
  readonly code: VerifyCode;
}

/** What is edited, by the name of its golden. */
export type OutputName = 'compose.yaml' | 'kubernetes.yaml' | '.env.example' | `files/${string}`;

const inCompose = (service: string): { readonly file: 'compose.yaml'; readonly in: string } => ({ file: 'compose.yaml', in: `\n  ${service}:\n` });
const inObject = (kind: string, name: string): { readonly file: 'kubernetes.yaml'; readonly in: string } => ({ file: 'kubernetes.yaml', in: `kind: ${kind}\nmetadata:\n  name: ${name}\n` });

const ROUTE = (name: string): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: ${name}\n  namespace: ai-society\nspec:\n  parentRefs: [{name: public}]\n  rules:\n    - backendRefs: [{name: frontend, port: 8080}]\n`;

/** Mistakes that somebody makes in manifests: each is wrong whatever the other output says. */
const IN_MANIFESTS: readonly PlantedFault[] = [
  { what: 'a kind that there is not', file: 'kubernetes.yaml', in: '', from: 'kind: NetworkPolicy', to: 'kind: NetPolicy', code: 'manifest/unknown-kind' },
  { what: 'a kind of an API that is gone', file: 'kubernetes.yaml', in: '', from: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy', to: 'apiVersion: extensions/v1beta1\nkind: NetworkPolicy', code: 'manifest/not-in-version' },
  { what: 'a field that is spelt wrong', ...inObject('Deployment', 'backend'), from: 'terminationGracePeriodSeconds', to: 'terminationGracePeriodSecs', code: 'manifest/unknown-field' },
  { what: 'a field of a later version', ...inObject('StatefulSet', 'redis'), from: '      containers:\n', to: '      schedulingGroup: {podGroupName: stores}\n      containers:\n', code: 'manifest/not-in-version' },
  { what: 'a field that is missing', ...inObject('StatefulSet', 'redis'), from: '          image: redis:7-alpine\n', to: '', code: 'manifest/missing-field' },
  { what: 'a number as a text', ...inObject('StatefulSet', 'redis'), from: 'replicas: 1', to: 'replicas: "1"', code: 'manifest/wrong-type' },
  { what: 'a word that the API does not know', ...inObject('StatefulSet', 'redis'), from: 'imagePullPolicy: IfNotPresent', to: 'imagePullPolicy: Sometimes', code: 'manifest/invalid-value' },
  { what: 'a name with capitals', ...inObject('Service', 'redis'), from: 'name: redis', to: 'name: Redis', code: 'manifest/invalid-name' },
  { what: 'a port that is declared twice', ...inObject('StatefulSet', 'qdrant'), from: 'containerPort: 6334', to: 'containerPort: 6333', code: 'manifest/duplicate' },
  { what: 'a reference to a ConfigMap under another name', ...inObject('Deployment', 'backend'), from: 'name: backend-locations\n', to: 'name: backend-places\n', code: 'manifest/missing-reference' },
  { what: 'a claim that nobody makes', ...inObject('StatefulSet', 'redis'), from: 'claimName: redis-data', to: 'claimName: cache-data', code: 'manifest/missing-reference' },
  { what: 'an account that nobody makes', ...inObject('StatefulSet', 'redis'), from: 'serviceAccountName: redis', to: 'serviceAccountName: cache', code: 'manifest/missing-reference' },
  { what: 'a selector that picks no pod', ...inObject('Service', 'redis'), from: 'app.kubernetes.io/name: redis\n    app.kubernetes.io/part-of: ai-society\n  ports', to: 'app.kubernetes.io/name: cache\n    app.kubernetes.io/part-of: ai-society\n  ports', code: 'manifest/selector' },
  { what: 'a selector that is not that of the template', ...inObject('StatefulSet', 'redis'), from: 'matchLabels:\n      app.kubernetes.io/name: redis', to: 'matchLabels:\n      app.kubernetes.io/name: cache', code: 'manifest/selector' },
  { what: 'a Service that leads to another port', ...inObject('Service', 'postgres'), from: 'targetPort: 5432', to: 'targetPort: 5433', code: 'manifest/port' },
  { what: 'two handlers in one probe', ...inObject('StatefulSet', 'qdrant'), from: '            httpGet:\n', to: '            tcpSocket: {port: 6333}\n            httpGet:\n', code: 'manifest/probe' },
  { what: 'a variable that refers to a later one', ...inObject('Job', 'migration-a104c1cf'), from: '            - name: POSTGRES_PASSWORD\n', to: '            - name: EARLY\n              value: $(POSTGRES_PASSWORD)\n            - name: POSTGRES_PASSWORD\n', code: 'manifest/environment' },
  { what: 'a mount of a volume that is not there', ...inObject('StatefulSet', 'redis'), from: '            - name: redis-data\n', to: '            - name: data\n', code: 'manifest/missing-reference' },
  { what: 'a volume of two sources', ...inObject('StatefulSet', 'redis'), from: '          persistentVolumeClaim:\n', to: '          emptyDir: {}\n          persistentVolumeClaim:\n', code: 'manifest/volume' },
  { what: 'a job whose pods never end', ...inObject('Job', 'migration-a104c1cf'), from: 'restartPolicy: Never', to: 'restartPolicy: Always', code: 'manifest/workload' },
  { what: 'a profile of seccomp without its file', ...inObject('StatefulSet', 'redis'), from: 'type: RuntimeDefault', to: 'type: Localhost', code: 'manifest/container' },
  { what: 'a way out to peers, and none to who knows their names', ...inObject('NetworkPolicy', 'frontend-egress'), from: '        - port: 53\n          protocol: UDP\n', to: '', code: 'manifest/network' },
  { what: 'a way out to a port on which no peer listens', ...inObject('NetworkPolicy', 'frontend-egress'), from: '        - port: 8000\n', to: '        - port: 80\n', code: 'manifest/port' },
  { what: 'a peer of a policy that is nobody and everybody', ...inObject('NetworkPolicy', 'redis-ingress'), from: '    - from:\n', to: '    - from:\n        - {}\n', code: 'manifest/network' },
  { what: 'a request above its limit', ...inObject('StatefulSet', 'redis'), from: 'cpu: 100m', to: 'cpu: 2000m', code: 'manifest/resources' },
  { what: 'root, where the namespace is restricted', ...inObject('StatefulSet', 'redis'), from: 'runAsNonRoot: true', to: 'runAsNonRoot: false', code: 'manifest/pod-security' },
  { what: 'capabilities that the namespace forbids', ...inObject('StatefulSet', 'qdrant'), from: 'drop: [ALL]', to: 'drop: [ALL]\n              add: [NET_ADMIN]', code: 'manifest/pod-security' },
  { what: 'a quota that the pods do not fit into', file: 'kubernetes.yaml', in: '', from: '---\napiVersion: v1\nkind: ConfigMap', to: '---\napiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: small\n  namespace: ai-society\nspec:\n  hard:\n    limits.memory: 1Gi\n---\napiVersion: v1\nkind: ConfigMap', code: 'manifest/quota' },
  { what: 'a route that is there already', file: 'kubernetes.yaml', in: '', from: '---\napiVersion: v1\nkind: ConfigMap', to: `---\n${ROUTE('one')}---\n${ROUTE('other')}---\napiVersion: v1\nkind: ConfigMap`, code: 'manifest/route' },
  { what: 'a route that stands twice', ...inObject('Ingress', 'frontend'), from: '          - path: /\n', to: '          - path: /\n            pathType: Prefix\n            backend: {service: {name: backend, port: {name: http}}}\n          - path: /\n', code: 'manifest/ingress' },
  { what: 'a ConfigMap that is too large', ...inObject('ConfigMap', 'ai-society-parameters'), from: 'TIME_SCALE: "10"', to: `TIME_SCALE: "10"\n  LARGE: ${'x'.repeat(1_100_000)}`, code: 'manifest/too-large' },
];

/** Mistakes in the Compose project, or in a file beside it. */
const IN_COMPOSE: readonly PlantedFault[] = [
  { what: 'a field that is spelt wrong', ...inCompose('redis'), from: 'healthcheck:', to: 'health_check:', code: 'project/unknown-field' },
  { what: 'a value of another type', ...inCompose('redis'), from: 'cap_drop: [ALL]', to: 'cap_drop: ALL', code: 'project/wrong-type' },
  { what: 'a duration that is none', ...inCompose('redis'), from: 'interval: 10s', to: 'interval: ten seconds', code: 'project/invalid-value' },
  { what: 'a volume that is not declared', ...inCompose('redis'), from: 'source: redis-data', to: 'source: cache-data', code: 'project/missing-reference' },
  { what: 'a network that is not declared', ...inCompose('redis'), from: 'networks: [redis]', to: 'networks: [cache]', code: 'project/missing-reference' },
  { what: 'a config whose file is not there', file: 'compose.yaml', in: '\nconfigs:\n', from: './files/frontend-start.start.sh', to: './files/start.sh', code: 'project/missing-file' },
  { what: 'a port that is none', ...inCompose('frontend'), from: 'target: 8080', to: 'target: 80800', code: 'project/port' },
  { what: 'two mounts at one place', ...inCompose('redis'), from: 'target: /data', to: 'target: /data\n    tmpfs: [/data]', code: 'project/mount' },
  { what: 'a name with blanks', ...inCompose('redis'), from: 'read_only: true', to: 'read_only: true\n    container_name: the cache', code: 'project/name' },
  { what: 'a network of its own, and that of the host', ...inCompose('redis'), from: 'networks: [redis]', to: 'networks: [redis]\n    network_mode: host', code: 'project/network' },
  { what: 'the name of a container that another one has', ...inCompose('qdrant'), from: 'read_only: true', to: 'read_only: true\n    container_name: cache\n  vectors:\n    image: qdrant/qdrant:v1.19.0\n    container_name: cache', code: 'project/duplicate' },
  { what: 'two numbers of replicas', ...inCompose('redis'), from: 'read_only: true', to: 'read_only: true\n    scale: 2', code: 'project/conflict' },
  { what: 'a dollar that nobody can read', ...inCompose('redis'), from: '$$(redis-cli ping)', to: '${redis-cli ping', code: 'project/interpolation' },
  { what: 'two that wait for each other', ...inCompose('redis'), from: 'networks: [redis]', to: 'networks: [redis]\n    depends_on: [backend]', code: 'project/order' },
];

/** Mistakes in the example of the operator's variables. */
const IN_EXAMPLE: readonly PlantedFault[] = [
  { what: 'a variable that is not named', file: '.env.example', in: '', from: 'DEEPSEEK_API_KEY=\n', to: '', code: 'project/example' },
  { what: 'a variable that nobody reads', file: '.env.example', in: '', from: '# TIME_SCALE=10', to: '# TIMESCALE=10', code: 'project/example' },
  { what: 'another default', file: '.env.example', in: '', from: '# MAX_AGENT_COUNT=100', to: '# MAX_AGENT_COUNT=500', code: 'project/example' },
  { what: 'a variable that the example does not know', ...inCompose('backend'), from: 'DEBUG: "false"', to: 'DEBUG: "${DEBUG:-false}"', code: 'project/example' },
];

/** Edits after which each output is right by itself, and they are not of one application any more. */
const IN_ONE_OF_THEM: readonly PlantedFault[] = [
  { what: 'another image', ...inCompose('redis'), from: 'redis:7-alpine', to: 'redis:8-alpine', code: 'agreement/image' },
  { what: 'another argument', ...inObject('StatefulSet', 'redis'), from: '"--appendonly", "yes"', to: '"--appendonly", "no"', code: 'agreement/argv' },
  { what: 'another value of a variable', ...inCompose('backend'), from: 'DEBUG: "false"', to: 'DEBUG: "true"', code: 'agreement/environment' },
  { what: 'another default of a parameter', ...inObject('ConfigMap', 'ai-society-parameters'), from: 'MAX_AGENT_COUNT: "100"', to: 'MAX_AGENT_COUNT: "200"', code: 'agreement/environment' },
  { what: 'another line of a file beside', file: 'files/frontend-nginx.nginx.conf', in: '', from: 'worker_connections', to: 'worker_connections_x', code: 'agreement/mount' },
  { what: 'a mount at another path', ...inCompose('redis'), from: 'target: /data', to: 'target: /var/lib/redis', code: 'agreement/mount' },
  { what: 'another user', ...inCompose('redis'), from: 'user: "999:1000"', to: 'user: "1001:1001"', code: 'agreement/user' },
  { what: 'a root file system that can be written', ...inCompose('redis'), from: 'read_only: true', to: 'read_only: false', code: 'agreement/privilege' },
  { what: 'more memory', ...inCompose('redis'), from: 'memory: 256m', to: 'memory: 512m', code: 'agreement/limit' },
  { what: 'another question of a check', ...inObject('StatefulSet', 'qdrant'), from: 'readinessProbe:\n            httpGet:\n              path: /readyz', to: 'readinessProbe:\n            httpGet:\n              path: /livez', code: 'agreement/health' },
  { what: 'checks at other times', ...inCompose('redis'), from: 'retries: 5', to: 'retries: 50', code: 'agreement/health' },
  { what: 'no waiting for a task', ...inCompose('backend'), from: '      migration:\n        condition: service_completed_successfully\n', to: '', code: 'agreement/order' },
  { what: 'a peer on the network of a store', ...inCompose('frontend'), from: 'networks: [backend, frontend]', to: 'networks: [backend, frontend, redis]', code: 'agreement/isolation' },
  { what: 'a policy that lets nobody in', ...inObject('NetworkPolicy', 'redis-ingress'), from: '              app.kubernetes.io/name: backend\n', to: '              app.kubernetes.io/name: nobody\n', code: 'agreement/isolation' },
  { what: 'a policy that lets nobody out', ...inObject('NetworkPolicy', 'frontend-egress'), from: '              app.kubernetes.io/name: backend\n', to: '              app.kubernetes.io/name: nobody\n', code: 'agreement/isolation' },
  { what: 'a policy that lets out to everywhere', ...inObject('NetworkPolicy', 'redis-egress'), from: '  egress:\n', to: '  egress:\n    - {}\n', code: 'agreement/isolation' },
  { what: 'a port for everybody', ...inCompose('frontend'), from: 'host_ip: "127.0.0.1"', to: 'host_ip: "0.0.0.0"', code: 'agreement/entrance' },
  { what: 'a Service on another port', ...inObject('Service', 'redis'), from: 'port: 6379', to: 'port: 6380', code: 'agreement/reachability' },
  { what: 'another port of the container that is published', ...inCompose('frontend'), from: 'target: 8080', to: 'target: 8081', code: 'agreement/port' },
  { what: 'another group of a volume', ...inObject('Deployment', 'backend'), from: 'fsGroup: 10001', to: 'fsGroup: 2000', code: 'agreement/volume' },
  { what: 'a host name of its own', ...inCompose('redis'), from: 'user: "999:1000"', to: 'user: "999:1000"\n    hostname: cache', code: 'agreement/setting' },
  { what: 'another checksum of a file', ...inCompose('frontend'), from: 'ca467bb77fec66c7', to: '0000000000000000', code: 'agreement/note' },
  { what: 'a key of a ConfigMap under another name', ...inObject('ConfigMap', 'backend-locations'), from: '  locations.json: |', to: '  places.json: |', code: 'agreement/file' },
  { what: 'more replicas', ...inObject('Deployment', 'backend'), from: 'replicas: 1', to: 'replicas: 3', code: 'agreement/replicas' },
  { what: 'another end', ...inCompose('redis'), from: 'stop_grace_period: 30s', to: 'stop_grace_period: 5m', code: 'agreement/restart' },
  { what: 'a service under another name', file: 'compose.yaml', in: '', from: '\n  qdrant:\n    image', to: '\n  vectors:\n    image', code: 'agreement/workload' },
];

/** Every planted fault. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [...IN_MANIFESTS, ...IN_COMPOSE, ...IN_EXAMPLE, ...IN_ONE_OF_THEM];
