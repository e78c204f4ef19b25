/** A single edit of a pair of files that agree, and what has to be said of it. */
export interface Planted {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly code: string;
  /** The service of Compose that the finding names. */
  readonly service: string;
  /** What the sentence says beside that. */
  readonly says: string;
}

type Row = readonly [file: string, before: string, after: string, code: string, service: string, says: string];

const rows = (all: readonly Row[]): readonly Planted[] => all.map(([file, before, after, code, service, says]) => ({ file, before, after, code, service, says }));

/** Edits by the folder of the pair that they are made in. */
export const PLANTED: Readonly<Record<string, readonly Planted[]>> = {
  tracker: rows([
    ['compose.yaml', '    db:\n      condition: service_healthy\n    cache:', '    cache:', 'agreement/order', 'worker', 'it waits for db on Kubernetes, and not in Compose'],
    ['k8s/web.yaml', 'tracker:2.8.0', 'tracker:2.7.3', 'agreement/image', 'web', '2.7.3'],
    ['.env', 'TRACKER_VERSION=2.8.0', 'TRACKER_VERSION=2.9.0', 'agreement/image', 'worker', '2.9.0'],
    ['k8s/config.yaml', 'LOG_LEVEL: info', 'LOG_LEVEL: debug', 'agreement/environment', 'web', 'env LOG_LEVEL is "debug" on Kubernetes, "info" in Compose'],
    ['k8s/worker.yaml', 'value: mail,webhooks', 'value: mail', 'agreement/environment', 'worker', 'env QUEUES is "mail"'],
    ['k8s/web.yaml', 'cluster.local:5432/tracker', 'cluster.local:5432/tracker_prod', 'agreement/environment', 'web', 'env DATABASE_URL'],
    ['k8s/web.yaml', 'path: /healthz', 'path: /health', 'agreement/health', 'web', '"http 3000 /health"'],
    ['compose.yaml', 'interval: 15s', 'interval: 30s', 'agreement/health', 'web', 'check period is "15 s" on Kubernetes, "30 s" in Compose'],
    ['k8s/stores.yaml', '"pg_isready", "-U", "tracker"', '"psql", "-c", "select 1"', 'agreement/health', 'db', 'psql -c'],
    ['compose.yaml', 'memory: 512m', 'memory: 1g', 'agreement/limit', 'web', 'memory limit is "512 MiB" on Kubernetes, "1 GiB" in Compose'],
    ['k8s/worker.yaml', 'cpu: 250m', 'cpu: 500m', 'agreement/limit', 'worker', 'cpu limit is "0.5 CPUs" on Kubernetes, "0.25 CPUs" in Compose'],
    ['k8s/stores.yaml', '"--save", "60", "1", ', '', 'agreement/argv', 'cache', 'redis-server --loglevel warning'],
    ['k8s/stores.yaml', '            - { name: data, mountPath: /data }', '            - { name: data, mountPath: /var/data }', 'agreement/mount', 'cache', 'the volume at /data in Compose is at /var/data on Kubernetes'],
    ['compose.yaml', '    ports:\n      - "8080:3000"', '    ports:\n      - "8080:3001"', 'agreement/port', 'web', '3001'],
    ['k8s/stores.yaml', '    - port: 6379', '    - port: 6380', 'manifest/port', 'redis', 'StatefulSet/redis has no port 6380/TCP'],
  ]),
  automation: rows([
    ['docker-compose.yml', '  flow_worker:\n    extends:\n      file: flow.base.yml\n      service: flow-base\n    command: worker --concurrency=5\n    depends_on:\n      - flow\n', '', 'agreement/workload', 'worker', 'it is on Kubernetes alone'],
    ['k8s/stores.yaml', 'image: redis:6-alpine', 'image: valkey/valkey:8', 'agreement/workload', 'redis', 'it is on Kubernetes alone, and redis in Compose alone; if the two are one, say --match redis=deployment/queue'],
    ['flow.base.yml', 'flow:1.99.1', 'flow:2.0.0', 'agreement/image', 'flow', '2.0.0'],
    ['docker-compose.yml', 'worker --concurrency=5', 'worker --concurrency=10', 'agreement/argv', 'flow_worker', '--concurrency=10'],
    ['flows.env', 'DB_TYPE=postgresdb', 'DB_TYPE=sqlite', 'agreement/environment', 'flow', 'env DB_TYPE is "postgresdb" on Kubernetes, "sqlite" in Compose'],
    ['k8s/all.yaml', 'GENERIC_TIMEZONE: Europe/Berlin', 'TZ: Europe/Berlin', 'agreement/environment', 'flow', 'env TZ is called GENERIC_TIMEZONE in Compose'],
    ['k8s/all.yaml', 'FLOW_ENCRYPTION_KEY: "0123456789abcdef"', 'FLOW_ENCRYPTION_KEY: "fedcba9876543210"', 'agreement/environment', 'flow', 'env FLOW_ENCRYPTION_KEY has another value on Kubernetes than in Compose, and is shown nowhere'],
    ['k8s/all.yaml', 'password: Zmxvdw==', 'password: Z2VoZWlt', 'agreement/environment', 'postgres', 'env POSTGRES_PASSWORD has another value'],
    ['k8s/all.yaml', 'QUEUE_BULL_REDIS_HOST: queue', 'QUEUE_BULL_REDIS_HOST: postgres-hl', 'agreement/environment', 'flow', 'env QUEUE_BULL_REDIS_HOST is "postgres-hl" on Kubernetes, "redis" in Compose'],
    ['flow.base.yml', 'user: "1000:1000"', 'user: "0:0"', 'agreement/user', 'flow', 'user is "1000:1000" on Kubernetes, "0:0" in Compose'],
    ['k8s/flow.yaml', 'args: [worker, "--concurrency=5"]\n          envFrom:\n            - configMapRef: { name: flow-settings }\n            - secretRef: { name: flow-secrets }\n          volumeMounts: [{ name: storage, mountPath: /home/node/.flow }]', 'args: [worker, "--concurrency=5"]\n          envFrom:\n            - configMapRef: { name: flow-settings }\n            - secretRef: { name: flow-secrets }', 'agreement/mount', 'flow_worker', 'mount /home/node/.flow is not there on Kubernetes'],
    ['docker-compose.yml', 'timeout: 5s\n      retries: 10\n\n  flow:', 'timeout: 5s\n      retries: 3\n\n  flow:', 'agreement/health', 'redis', 'check failures is "10" on Kubernetes, "3" in Compose'],
    ['k8s/flow.yaml', 'targetPort: 5678', 'targetPort: 5679', 'manifest/port', 'flow', 'Deployment/flow-main has no port 5679/TCP'],
  ]),
  answers: rows([
    ['compose.yaml', 'qdrant/qdrant:v1.12.4', 'qdrant/qdrant:v1.13.0', 'agreement/image', 'qdrant', 'v1.13.0'],
    ['k8s/api.yaml', 'value: "llama3.1:8b"', 'value: "llama3.1:70b"', 'agreement/environment', 'api', 'env CHAT_MODEL'],
    ['k8s/api.yaml', '          envFrom:\n            - secretRef: { name: answers-api }\n', '', 'agreement/environment', 'api', 'env API_KEYS is not there on Kubernetes'],
    ['config/prompts.yaml', 'top_k: 6', 'top_k: 12', 'agreement/file', 'api', 'line 5 of /etc/answers/prompts.yaml'],
    ['k8s/models.yaml', 'ollama pull llama3.1:8b', 'ollama pull mistral:7b', 'agreement/argv', 'pull-models', 'mistral:7b'],
    ['k8s/models.yaml', 'sizeLimit: 2Gi', 'sizeLimit: 1Gi', 'agreement/mount', 'ollama', '/dev/shm'],
    ['k8s/models.yaml', 'memory: 12Gi', 'memory: 12G', 'agreement/limit', 'ollama', 'memory limit is "12 GB" on Kubernetes, "12 GiB" in Compose'],
    ['k8s/models.yaml', ', nvidia.com/gpu: 1', '', 'agreement/limit', 'ollama', 'graphics processors is not there on Kubernetes, "1" in Compose'],
    ['k8s/models.yaml', 'persistentVolumeClaim: { claimName: models }', 'emptyDir: {}', 'agreement/mount', 'ollama', 'a directory that is lost with the container'],
    ['compose.yaml', '    read_only: true\n', '', 'agreement/privilege', 'api', 'root file system is "read-only" on Kubernetes, "writable" in Compose'],
    ['k8s/api.yaml', 'targetPort: http', 'targetPort: 8001', 'manifest/port', 'api', 'Deployment/answers-api has no port 8001/TCP'],
    ['k8s/models.yaml', 'ports: [{ port: 80, targetPort: http }]', 'ports: [{ port: 11434, targetPort: http }]', 'agreement/reachability', 'ollama', 'calls it on port 80, and no Service leads there'],
  ]),
  library: rows([
    ['.env.app', 'export EMAIL_HOST=smtp.example.org', '', 'agreement/environment', 'web', 'env EMAIL_HOST is "smtp.example.org" on Kubernetes, not there in Compose'],
    ['compose.yaml', 'command: celery -A library worker -l info', 'command: celery -A library worker -l debug', 'agreement/argv', 'celery', '-l debug'],
    ['compose.yaml', '    command: python manage.py send_reminders', '    command: python manage.py send_reminders --dry-run', 'agreement/argv', 'reminders', '--dry-run'],
    ['compose.yaml', '    stop_grace_period: 1m', '    restart: "no"', 'agreement/restart', 'celery', 'runs is "for ever" on Kubernetes, "once" in Compose'],
    ['k8s/02-app.yaml', 'backoffLimit: 3', 'backoffLimit: 6', 'agreement/restart', 'migrate', 'tries again is "6 times" on Kubernetes, "3 times" in Compose'],
    ['compose.yaml', 'stop_grace_period: 1m', 'stop_grace_period: 30s', 'agreement/restart', 'celery', 'stop grace period is "60 s" on Kubernetes, "30 s" in Compose'],
    ['nginx/conf.d/default.conf', 'client_max_body_size 20m', 'client_max_body_size 50m', 'agreement/file', 'nginx', 'line 3 of /etc/nginx/conf.d/default.conf'],
    ['nginx/conf.d/default.conf', 'proxy_pass http://web:8000', 'proxy_pass http://web:8001', 'agreement/file', 'nginx', 'http://web:8001'],
    ['init/10-extensions.sql', 'pg_trgm', 'vector', 'agreement/file', 'db', 'vector'],
    ['k8s/02-app.yaml', '- { name: static, persistentVolumeClaim: { claimName: static-files } }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: nginx', '- { name: static, persistentVolumeClaim: { claimName: media } }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: nginx', 'agreement/mount', 'nginx', 'the volume media'],
    ['k8s/03-data.yaml', 'values: [web, celery, migrate, reminders]', 'values: [web, celery, migrate, reminders, nginx]', 'agreement/isolation', 'db', 'nginx may call it on Kubernetes'],
    ['k8s/03-data.yaml', 'values: [web, celery, migrate, reminders]', 'values: [web, celery, migrate]', 'agreement/isolation', 'db', 'reminders calls it in Compose, and no NetworkPolicy lets it in on Kubernetes'],
    ['k8s/02-app.yaml', '  type: NodePort\n  selector: { app: nginx }\n  ports: [{ port: 80, targetPort: http, nodePort: 30080 }]', '  selector: { app: nginx }\n  ports: [{ port: 80, targetPort: http }]', 'agreement/entrance', 'nginx', 'port 80 is published in Compose, and nothing leads in on Kubernetes'],
    ['compose.infra.yaml', 'rabbitmq-diagnostics -q ping', 'rabbitmq-diagnostics -q check_running', 'agreement/health', 'rabbitmq', 'check_running'],
    ['compose.yaml', 'user: "1001"\n    ports', 'user: "1002"\n    ports', 'agreement/user', 'web', '"1002"'],
  ]),
  storefront: rows([
    ['compose.yaml', 'example.com/team: catalog', 'example.com/team: search', 'agreement/note', 'catalog', 'example.com/team is "catalog" on Kubernetes, "search" in Compose'],
    ['k8s/apis.yaml', 'ip: 10.0.8.4', 'ip: 10.0.8.5', 'agreement/setting', 'catalog', 'extra hosts is "tax.example.com=10.0.8.5" on Kubernetes, "tax.example.com=10.0.8.4" in Compose'],
    ['catalog.env', 'CACHE_TTL=300', 'CACHE_TTL=60', 'agreement/environment', 'catalog', 'env CACHE_TTL is "300" on Kubernetes, "60" in Compose'],
    ['catalog.env', 'ORDERS_URL=http://orders:8082', 'ORDERS_URL=http://orders:8083', 'agreement/environment', 'catalog', 'env ORDERS_URL'],
    ['k8s/apis.yaml', 'value: "3306"', 'value: "3307"', 'agreement/environment', 'orders', 'env DB_PORT is "3307" on Kubernetes, "3306" in Compose'],
    ['k8s/apis.yaml', 'valueFrom: { secretKeyRef: { name: mysql, key: root } } }\n          ports: [{ name: http, containerPort: 8082 }]', 'value: "" }\n          ports: [{ name: http, containerPort: 8082 }]', 'agreement/environment', 'orders', 'env DB_PASSWORD is not there on Kubernetes'],
    ['compose.yaml', '["java", "-jar", "/app/orders.jar"]', '["java", "-Xmx1g", "-jar", "/app/orders.jar"]', 'agreement/argv', 'orders', '-Xmx1g'],
    ['k8s/apis.yaml', '"--max-connections=300"', '"--max-connections=500"', 'agreement/argv', 'mysql', '--max-connections=500'],
    ['compose.yaml', 'working_dir: /app', 'working_dir: /srv', 'agreement/argv', 'orders', 'working directory'],
    ['compose.yaml', 'http://localhost:8082/actuator/health', 'http://localhost:8082/actuator/info', 'agreement/health', 'orders', '/actuator/info'],
    ['compose.yaml', 'retries: 6', 'retries: 3', 'agreement/health', 'catalog', 'check failures'],
    ['compose.yaml', 'memory: 1536M', 'memory: 2G', 'agreement/limit', 'orders', '"2 GiB" in Compose'],
    ['compose.yaml', 'reservations: { memory: 512m }', 'reservations: { memory: 256m }', 'agreement/limit', 'catalog', 'memory request'],
    ['k8s/apis.yaml', 'replicas: 2\n  selector: { matchLabels: { app: catalog-api } }', 'replicas: 4\n  selector: { matchLabels: { app: catalog-api } }', 'agreement/replicas', 'catalog', 'replicas is "4" on Kubernetes, "2" in Compose'],
    ['nginx.conf', 'location /api/orders/', 'location /api/v2/orders/', 'agreement/file', 'gateway', '/api/v2/orders/'],
    ['k8s/apis.yaml', 'metadata: { name: orders-svc }\nspec: { selector: { app: orders-api }, ports: [{ port: 80, targetPort: http }] }', 'metadata: { name: orders-svc }\nspec: { selector: { app: orders-api }, ports: [{ port: 80, targetPort: 8088 }] }', 'manifest/port', 'orders', 'Deployment/orders-api has no port 8088/TCP'],
    ['k8s/gateway.yaml', 'backend: { service: { name: edge, port: { name: http } } }', 'backend: { service: { name: catalog-svc, port: { number: 80 } } }', 'agreement/entrance', 'catalog', 'shop.example.com/ leads to it on Kubernetes'],
  ]),
};
