import { parse, parseAllDocuments } from 'yaml';
import { fields, isFields, type Fields } from '../../lib/verify/untyped';

/** A Deployment with nothing wrong, small enough that a test shows only what it is about. */
export const DEPLOYMENT_YAML = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: web:1, ports: [{ name: http, containerPort: 8080 }] }
`;

/** Where in the Deployment a snippet of YAML goes. */
export type Place = 'metadata' | 'spec' | 'template' | 'pod' | 'container';

const PATHS: Readonly<Record<Place, readonly (string | number)[]>> = {
  metadata: ['metadata'],
  spec: ['spec'],
  template: ['spec', 'template', 'metadata'],
  pod: ['spec', 'template', 'spec'],
  container: ['spec', 'template', 'spec', 'containers', 0],
};

export const documents = (yaml: string): unknown[] => parseAllDocuments(yaml).map((document) => document.toJS() as unknown);

const child = (node: unknown, key: string | number): unknown =>
  (typeof key === 'number' && Array.isArray(node) ? (node as unknown[])[key] : fields(node)[key]);

/** A Deployment with the fields of a YAML mapping added at one place of it. */
export function deploymentWith(place: Place, yaml: string, deployment: unknown = parse(DEPLOYMENT_YAML)): Fields {
  const target = PATHS[place].reduce(child, deployment);
  if (!isFields(target)) throw new Error(`the fixture has no ${place}`);
  Object.assign(target, parse(yaml));
  return fields(deployment);
}

/** A Compose file of one or more services, each given as the YAML of its fields. */
export function composeWith(services: Readonly<Record<string, string>>, rest = ''): Fields {
  const parsed = Object.entries(services).map(([name, yaml]) => [name, { image: 'web:1', ...fields(parse(yaml)) }] as const);
  return { services: Object.fromEntries(parsed), ...fields(parse(rest)) };
}
