import type { VerifyCode } from '../lib/verify/codes';
import type { Judgement } from '../lib/verify/problem';

/** Values for the example message of each problem in the reference; a new code does not compile without them. */
export const VERIFICATION_EXAMPLES: { readonly [C in VerifyCode]: Judgement } = {
  'input/unreadable': { value: 'compose/desk/compose.yaml', detail: 'the permission to read it is missing (EACCES)' },
  'input/encoding': { value: 'compose.yaml', detail: 'it is no UTF-8: the bytes ff fe at its beginning are the mark of UTF-16' },
  'input/too-large': { value: 'all.yaml', detail: 'it has 21.4 MiB, and 8 MiB are read' },
  'input/too-deep': { value: 'all.yaml', detail: 'more than 100 values stand inside of each other' },
  'input/syntax': { value: 'api.yaml', detail: 'a text in double quotes has no end' },
  'input/template': { value: 'templates/api.yaml', detail: '"{{" begins an expression of a template' },
  'input/duplicate-key': { value: 'compose.yaml', detail: '"image" stands twice in one mapping' },
  'input/alias': { value: 'compose.yaml', detail: '*logging stands for an anchor that is not there' },
  'input/tag': { value: 'api.yaml', detail: '!Ref is no tag of YAML' },
  'input/shape': { value: 'compose.yaml', detail: 'it has 2 documents' },
  'input/nothing': { value: 'dist', detail: 'there is nothing of a synthesis in it' },

  'agreement/workload': { value: 'services.worker', detail: 'worker is in Compose alone' },
  'agreement/image': { value: 'Deployment/api', detail: 'api: image is "shop/api:1.4.2" on Kubernetes, "shop/api:1.4.1" in Compose' },
  'agreement/argv': { value: 'Deployment/api', detail: 'api: argv is ["serve"] on Kubernetes, ["serve","--reload"] in Compose' },
  'agreement/environment': { value: 'Deployment/api', detail: 'api: env LOG_LEVEL is "info" on Kubernetes, "debug" in Compose' },
  'agreement/file': { value: 'ConfigMap/web-nginx', detail: 'web: file /etc/nginx/nginx.conf is another text in Compose' },
  'agreement/mount': { value: 'Deployment/api', detail: 'api: mount /app/data is volume data on Kubernetes, not there in Compose' },
  'agreement/volume': { value: 'volumes.data', detail: 'volume data: of the group 10001 on Kubernetes, 999 in Compose' },
  'agreement/user': { value: 'Deployment/api', detail: 'api: user is "10001:10001" on Kubernetes, "1000:1000" in Compose' },
  'agreement/privilege': { value: 'services.api', detail: 'api: read-only root is true on Kubernetes, false in Compose' },
  'agreement/limit': { value: 'Deployment/api', detail: 'api: memory is 512 MiB on Kubernetes, 1024 MiB in Compose' },
  'agreement/health': { value: 'Deployment/api', detail: 'api: readiness asks /health on Kubernetes, /ready in Compose' },
  'agreement/order': { value: 'services.api', detail: 'api: waits for postgres on Kubernetes only' },
  'agreement/reachability': { value: 'Service/api', detail: 'api: port 8000 is 8080 in Compose' },
  'agreement/isolation': { value: 'NetworkPolicy/postgres', detail: 'web -> postgres: on a common network in Compose, not let in by Kubernetes' },
  'agreement/port': { value: 'Deployment/api', detail: 'api: Compose publishes 8001, Kubernetes has 8000' },
  'agreement/entrance': { value: 'Ingress/web', detail: 'web http: served as shop.example.com, but not published in Compose' },
  'agreement/replicas': { value: 'Deployment/api', detail: 'api: replicas is "2" on Kubernetes, "3" in Compose' },
  'agreement/restart': { value: 'services.api', detail: 'api: restart is always on Kubernetes, no in Compose' },
  'agreement/setting': { value: 'Deployment/api', detail: 'api: hostname is "api" on Kubernetes, "shop-api" in Compose' },
  'agreement/note': { value: 'Deployment/api', detail: 'api: label team is "shop" on Kubernetes, not there in Compose' },
  'agreement/announcement-stale': { value: 'services.api', detail: 'compose/liveness is announced, and both outputs restart it' },
};
