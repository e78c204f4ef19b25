import { ConfigFile, Duration, HealthProbe, Image, ProbeClient, Scratch, Size, text, Workload, type Endpoint, type IValue, type Publish } from 'cdk8s-compose';
import { LONGEST_SILENCE } from './agent';
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
    image: Image.fromReference('nginx:1.27-alpine'),
    user: { uid: 101, gid: 101 },
    egress: false,
    mounts: {
      '/etc/nginx/nginx.conf': new ConfigFile(stack, 'gateway-nginx', { fileName: 'nginx.conf', content: nginxConf(peers) }),
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

function nginxConf({ frontend, hub, workflow }: GatewayPeers): IValue {
  return text`worker_processes auto;
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
      proxy_pass ${hub.url({ path: '/internal/gateway/auth/workflow' })};
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
${publicWorkflow(PUBLIC_WORKFLOW[0], workflow)}
${publicWorkflow(PUBLIC_WORKFLOW[1], workflow)}
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
      proxy_pass ${hub.url({ path: '/chat-message/' })};
      proxy_buffering off;
      proxy_read_timeout ${SECONDS}s;
      proxy_send_timeout ${SECONDS}s;
    }

    location ^~ /console-api/ {
      proxy_pass ${hub.url({ path: '/' })};
      proxy_buffering off;
      proxy_read_timeout 300s;
      proxy_send_timeout 300s;
    }

    location / {
      proxy_pass ${frontend.url()};
    }
  }
}
`;
}

const SECONDS = LONGEST_SILENCE.toMilliseconds() / 1000;

function publicWorkflow(path: string, workflow: Endpoint): IValue {
  return text`
    location = /workflow/v1/${path} {
      auth_request /_gateway_auth/workflow;
      auth_request_set $auth_app_id $upstream_http_x_consumer_username;
      auth_request_set $auth_timestamp $upstream_http_x_workflow_gateway_timestamp;
      auth_request_set $auth_signature $upstream_http_x_workflow_gateway_signature;

      proxy_pass ${workflow.url({ path: `/workflow/v1/${path}` })};
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
