import { besideDeployment, type Fault } from './fault';

const all: Fault[] = [];
const add = (faults: readonly Fault[]): number => all.push(...faults);

function services(): void {
  const service = (spec: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: ${spec} }`;
  const ingress = (rest: string, name = 'i'): string => `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: ${name}, namespace: shop }, spec: ${rest} }`;
  const route = (host: string, backend: string): string => `{ rules: [{ host: "${host}", http: { paths: [{ path: /, pathType: Prefix, backend: ${backend} }] } }] }`;
  const nodePort = (name: string, port: number): string => service(`{ type: NodePort, selector: { app: web }, ports: [{ port: 8080, nodePort: ${port} }] }`).replace('name: web', `name: ${name}`);
  const withService = (document: string): string => `${service('{ selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }')}\n---\n${document}`;

  add(besideDeployment([
    ['manifest/missing-field', 'needs at least one port', service('{ selector: { app: web } }'), service('{ selector: { app: web }, clusterIP: None }')],
    ['manifest/port', 'every port needs a name', service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }, { name: b, port: 81, targetPort: 8080 }] }'),
      service('{ selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 81, targetPort: 8080 }] }')],
    ['manifest/duplicate', 'two ports are called "a"', service('{ selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: a, port: 8080 }] }'),
      service('{ selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 8080 }] }')],
    ['manifest/duplicate', 'port 8080/TCP is listed twice', service('{ selector: { app: web }, ports: [{ name: a, port: 8080 }, { name: b, port: 8080, targetPort: http }] }'),
      service('{ selector: { app: web }, ports: [{ name: a, port: 8080 }, { name: b, port: 80, targetPort: http }] }')],
    ['manifest/port', 'nodePort needs type NodePort', service('{ selector: { app: web }, ports: [{ port: 8080, nodePort: 30000 }] }'),
      service('{ type: NodePort, selector: { app: web }, ports: [{ port: 8080, nodePort: 30000 }] }')],
    ['manifest/duplicate', 'node port 30000/TCP is used by two Services', ['a', 'b'].map((name) => nodePort(name, 30000)).join('\n---\n'),
      [nodePort('a', 30000), nodePort('b', 30001)].join('\n---\n')],
    ['manifest/invalid-value', 'clusterIP None excludes type', service('{ type: LoadBalancer, clusterIP: None, selector: { app: web }, ports: [{ port: 8080 }] }'),
      service('{ type: LoadBalancer, selector: { app: web }, ports: [{ port: 8080 }] }')],
    ['manifest/selector', 'Service/web: selector matches no pods', service('{ selector: { app: wbe }, ports: [{ port: 8080 }] }'), service('{ selector: { app: web }, ports: [{ port: 8080 }] }')],
    ['manifest/port', 'Deployment/web has no port 80/TCP', service('{ selector: { app: web }, ports: [{ port: 80 }] }'), service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }')],
    ['manifest/port', 'Deployment/web has no port http/UDP', service('{ selector: { app: web }, ports: [{ port: 80, targetPort: http, protocol: UDP }] }'),
      service('{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }')],
    ['manifest/selector', 'no selector and no endpoints', service('{ ports: [{ port: 80 }] }'), `${service('{ ports: [{ port: 80 }] }')}
---
{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } } }`],
    ['manifest/missing-field', 'ExternalName needs externalName', service('{ type: ExternalName }'), service('{ type: ExternalName, externalName: example.com }')],
    ['manifest/missing-reference', 'Service "api", which does not exist', withService(ingress(route('a.example', '{ service: { name: api, port: { number: 80 } } }'))),
      withService(ingress(route('a.example', '{ service: { name: web, port: { number: 80 } } }')))],
    ['manifest/port', 'Service/web has no port 8080', withService(ingress(route('a.example', '{ service: { name: web, port: { number: 8080 } } }'))),
      withService(ingress(route('a.example', '{ service: { name: web, port: { name: http } } }')))],
    ['manifest/ingress', 'a backend port is either a name or a number', withService(ingress(route('a.example', '{ service: { name: web, port: { name: http, number: 80 } } }'))),
      withService(ingress('{ defaultBackend: { service: { name: web, port: { number: 80 } } } }'))],
    ['manifest/ingress', 'a backend is either a service or a resource', ingress('{ defaultBackend: {} }'), ingress('{ defaultBackend: { resource: { kind: B, name: b } } }')],
    ['manifest/invalid-name', '"a_b" is not a valid host', ingress('{ defaultBackend: { resource: {} }, tls: [{ hosts: [a_b] }] }'), ingress('{ defaultBackend: { resource: {} }, tls: [{ hosts: [a.b] }] }')],
    ['manifest/missing-field', 'paths of the types Exact and Prefix need a path', withService(ingress(route('a.example', '{ service: { name: web, port: { number: 80 } } }').replace('path: /, ', ''))),
      withService(ingress(route('a.example', '{ service: { name: web, port: { number: 80 } } }').replace('path: /, pathType: Prefix', 'pathType: ImplementationSpecific')))],
    ['manifest/missing-field', 'needs rules or a defaultBackend', ingress('{ rules: [] }'), ingress('{ defaultBackend: { resource: { kind: B, name: b } } }')],
    ['manifest/invalid-name', '"http://a.example" is not a valid host', withService(ingress(route('http://a.example', '{ service: { name: web, port: { number: 80 } } }'))),
      withService(ingress(route('*.a.example', '{ service: { name: web, port: { number: 80 } } }')))],
    ['manifest/ingress', 'two Ingress paths claim a.example / Prefix',
      withService(['i', 'j'].map((name) => ingress(route('a.example', '{ service: { name: web, port: { number: 80 } } }'), name)).join('\n---\n')),
      withService(['i', 'j'].map((name) => ingress(route(`${name}.example`, '{ service: { name: web, port: { number: 80 } } }'), name)).join('\n---\n'))],
  ]));
}

function networkPolicies(): void {
  const policy = (spec: string): string => `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: n, namespace: shop }, spec: ${spec} }`;
  const loadBalanced = (spec: string): string => `${policy(spec)}
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: http }] } }`;

  add(besideDeployment([
    ['manifest/selector', 'podSelector matches no pods', policy('{ podSelector: { matchLabels: { app: wbe } } }'), policy('{ podSelector: {} }')],
    ['manifest/selector', 'a peer in from matches no pods', policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }] }'),
      policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }')],
    ['manifest/network', 'needs a selector or an ipBlock', policy('{ podSelector: {}, ingress: [{ from: [{}] }] }'), policy('{ podSelector: {}, ingress: [{}] }')],
    ['manifest/network', 'policyTypes lacks Egress', policy('{ podSelector: {}, policyTypes: [Ingress], egress: [] }'), policy('{ podSelector: {}, policyTypes: [Egress], egress: [] }')],
    ['manifest/network', 'ipBlock excludes the other selectors', policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }] }'),
      policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: 10.0.0.0/8 } }] }] }')],
    ['manifest/port', 'no selected pod has port 80/TCP', policy('{ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }'), policy('{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }')],
    ['manifest/network', 'endPort needs a numeric port', policy('{ podSelector: {}, ingress: [{ ports: [{ port: http, endPort: 9000 }] }] }'),
      policy('{ podSelector: {}, ingress: [{ ports: [{ port: 8000, endPort: 8090 }] }] }')],
    ['manifest/network', 'shut out port 80', loadBalanced('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }'), loadBalanced('{ podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] }')],
    ['manifest/network', 'egress policies allow connections but not DNS', policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }'),
      policy(`{ podSelector: {}, policyTypes: [Egress],
        egress: [{ to: [{ podSelector: {} }] }, { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }] }`)],
  ]));
}

services();
networkPolicies();

export const SERVICE_FAULTS: readonly Fault[] = all;
