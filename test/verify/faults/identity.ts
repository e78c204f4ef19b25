import { besideDeployment, type Fault } from './fault';

const all: Fault[] = [];
const add = (faults: readonly Fault[]): number => all.push(...faults);

function identity(): void {
  const named = (kind: string, name: string, rest = ''): string => `{ apiVersion: v1, kind: ${kind}, metadata: { name: "${name}"${rest} } }`;
  add(besideDeployment([
    ['manifest/duplicate', 'ConfigMap/a is defined more than once', `${named('ConfigMap', 'a')}\n---\n${named('ConfigMap', 'a')}`,
      `${named('ConfigMap', 'a')}\n---\n${named('ConfigMap', 'a', ', namespace: other')}\n---\n${named('Secret', 'a')}`],
    ['manifest/invalid-name', 'Service/1st: name must be an RFC 1035 label',
      '{ apiVersion: v1, kind: Service, metadata: { name: 1st, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 8080 }] } }',
      '{ apiVersion: v1, kind: Service, metadata: { name: first, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 8080 }] } }'],
    ['manifest/invalid-name', 'name must be an RFC 1123 subdomain', named('ConfigMap', 'my_config'), named('ConfigMap', 'my.config-1')],
    ['manifest/invalid-name', 'at most 52 are allowed for a CronJob', named('CronJob', 'c'.repeat(53)), named('CronJob', 'c'.repeat(52))],
    ['manifest/invalid-name', 'which is not a valid label value', named('Secret', 'a', ', labels: { note: "two words" }'), named('Secret', 'a', ', labels: { note: "" }')],
    ['manifest/invalid-name', 'is not a valid label key', named('Secret', 'a', ', labels: { "a/b/c": x }'), named('Secret', 'a', ', labels: { "example.com/b_c": x }')],
    ['manifest/invalid-name', 'is not a valid annotation key', named('Secret', 'a', ', annotations: { "a b": x }'), named('Secret', 'a', ', annotations: { a.b: "any text $" }')],
    ['manifest/invalid-name', 'namespace "my_shop" must be an RFC 1123 label', named('Secret', 'a', ', namespace: my_shop'), named('Secret', 'a', ', namespace: my-shop')],
    ['manifest/invalid-name', '"conf.d/a" is not a valid key', named('ConfigMap', 'a').replace(/}$/, ', data: { conf.d/a: x } }'),
      named('ConfigMap', 'a').replace(/}$/, ', data: { conf.d_a: x } }')],
    ['manifest/duplicate', 'in both data and binaryData', named('ConfigMap', 'a').replace(/}$/, ', data: { a: x }, binaryData: { a: "" } }'),
      named('ConfigMap', 'a').replace(/}$/, ', data: { a: x }, binaryData: { b: "" } }')],
  ]));
}

identity();

export const IDENTITY_FAULTS: readonly Fault[] = all;
