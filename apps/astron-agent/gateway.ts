import { ConfigFile, Duration, HealthProbe, Image, ProbeClient, Scratch, Size, Workload, type Endpoint, type Publish } from 'cdk8s-compose';
import { LONGEST_SILENCE } from './agent';
import { gatewayStart } from './gateway-start';
import type { Platform } from './platform';

const PORT = 8080;

/** What the gateway passes requests on to. */
export interface GatewayPeers {
  readonly frontend: Endpoint;
  readonly hub: Endpoint;
  readonly workflow: Endpoint;
}

/**
 * The only entrance: the console's front end and its API under one origin, and the two routes of workflows that are for
 * others, whose callers the hub identifies. What services use among themselves is not found here.
 */
export function createGateway({ stack }: Platform, peers: GatewayPeers, publish: Publish): Endpoint {
  const gateway = new Workload(stack, 'gateway', {
    // From 1.27.3 on, backends are found again wherever they are.
    image: Image.fromReference('nginx:1.27-alpine'),
    entrypoint: ['sh', '/gateway/start.sh'],
    user: { uid: 101, gid: 101 },
    egress: false,
    env: { FRONTEND: peers.frontend.authority, HUB: peers.hub.authority, WORKFLOW: peers.workflow.authority },
    mounts: {
      '/etc/nginx/nginx.conf': new ConfigFile(stack, 'gateway-nginx', { fileName: 'nginx.conf', content: NGINX_CONF }),
      '/gateway/start.sh': new ConfigFile(stack, 'gateway-start', { fileName: 'start.sh', content: gatewayStart }),
      '/var/cache/nginx': Scratch.ofSize(Size.mebibytes(64)),
    },
    health: HealthProbe.fromHttpGet('/nginx-health', {
      client: ProbeClient.WGET, timeout: Duration.seconds(5), startPeriod: Duration.seconds(10), startInterval: Duration.seconds(2),
    }),
    resources: { cpu: { request: 0.05, limit: 1 }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } },
  });
  return gateway.addEndpoint('http', { port: PORT, publish, requestTimeout: LONGEST_SILENCE, maxBodySize: Size.mebibytes(20) });
}

/** Below /console-api/: what only services may call. */
const INTERNAL = ['internal/', 'workflow/artifacts/internal-upload', 'skill-sandbox/internal-runtime-config', 'actuator'];

/** Below /workflow/v1/: what others may call. */
const PUBLIC_WORKFLOW = ['chat/completions', 'resume'];

const SECONDS = LONGEST_SILENCE.toMilliseconds() / 1000;

/** The groups frontend, hub and workflow are made at start. */
const NGINX_CONF = `worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr warn;

events {
  worker_connections 4096;
}

http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log /dev/stdout;
  server_tokens off;
  client_max_body_size 20m;
  client_body_temp_path /var/cache/nginx/client;
  proxy_temp_path /var/cache/nginx/proxy;
  fastcgi_temp_path /var/cache/nginx/fastcgi;
  uwsgi_temp_path /var/cache/nginx/uwsgi;
  scgi_temp_path /var/cache/nginx/scgi;

  include /tmp/backends.conf;

  # An ingress or proxy in front has ended TLS already; its word counts.
  map $http_x_forwarded_proto $forwarded_proto {
    default $http_x_forwarded_proto;
    '' $scheme;
  }

  proxy_http_version 1.1;
  proxy_connect_timeout 10s;
  proxy_set_header Connection "";
  proxy_set_header Host $http_host;
  proxy_set_header X-Real-IP $remote_addr;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $forwarded_proto;

  server {
    listen ${PORT};

    location = /nginx-health {
      access_log off;
      default_type text/plain;
      return 200 "ok\\n";
    }

    # Who calls a workflow is the hub's to say. What a caller claims of itself is taken away.
    location = /_gateway_auth/workflow {
      internal;
      proxy_pass http://hub/internal/gateway/auth/workflow;
      proxy_pass_request_body off;
      proxy_set_header Content-Length "";
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
      proxy_set_header Authorization $http_authorization;
      proxy_set_header X-Consumer-Username "";
      proxy_set_header X-Workflow-Internal-Key "";
      proxy_set_header X-Workflow-Gateway-Timestamp "";
      proxy_set_header X-Workflow-Gateway-Signature "";
      proxy_set_header X-Original-URI $request_uri;
      proxy_set_header X-Original-Method $request_method;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $forwarded_proto;
    }
${PUBLIC_WORKFLOW.map(publicWorkflow).join('\n')}
    location ^~ /workflow/v1/ {
      return 404;
    }
${INTERNAL.map((path) => `
    location ^~ /console-api/${path} {
      return 404;
    }
`).join('')}
    # Chats stream.
    location ^~ /console-api/chat-message/ {
      proxy_pass http://hub/chat-message/;
      proxy_buffering off;
      proxy_read_timeout ${SECONDS}s;
      proxy_send_timeout ${SECONDS}s;
    }

    location ^~ /console-api/ {
      proxy_pass http://hub/;
      proxy_buffering off;
      proxy_read_timeout 300s;
      proxy_send_timeout 300s;
    }

    location / {
      proxy_pass http://frontend;
    }
  }
}
`;

function publicWorkflow(path: string): string {
  return `
    location = /workflow/v1/${path} {
      auth_request /_gateway_auth/workflow;
      auth_request_set $auth_app_id $upstream_http_x_consumer_username;
      auth_request_set $auth_timestamp $upstream_http_x_workflow_gateway_timestamp;
      auth_request_set $auth_signature $upstream_http_x_workflow_gateway_signature;

      proxy_pass http://workflow/workflow/v1/${path};
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $forwarded_proto;
      proxy_set_header Authorization "";
      proxy_set_header X-Consumer-Username $auth_app_id;
      proxy_set_header X-Workflow-Internal-Key "";
      proxy_set_header X-Workflow-Gateway-Timestamp $auth_timestamp;
      proxy_set_header X-Workflow-Gateway-Signature $auth_signature;
      proxy_hide_header X-Workflow-Internal-Key;
      proxy_hide_header X-Workflow-Gateway-Timestamp;
      proxy_hide_header X-Workflow-Gateway-Signature;
      proxy_buffering off;
      proxy_request_buffering off;
      proxy_read_timeout ${SECONDS}s;
      proxy_send_timeout ${SECONDS}s;
    }
`;
}
