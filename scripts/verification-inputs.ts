import type { VerifyCode } from '../lib/verify/codes';

/** Files with one mistake, and how they are named to `verify`. */
export interface VerificationInput {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly arguments: readonly string[];
}

const compose = (text: string, files: Readonly<Record<string, string>> = {}): VerificationInput => ({ files: { 'compose.yaml': text, ...files }, arguments: ['--compose', ...Object.keys({ 'compose.yaml': text, ...files }).filter((name) => name.endsWith('.yaml'))] });
const api = (fields: string, rest = '', files?: Readonly<Record<string, string>>): VerificationInput => compose(`services:\n  api:\n    image: example/shop-api:1.4.2\n    ${fields}\n${rest}`, files);
const manifests = (text: string | Uint8Array): VerificationInput => ({ files: { 'k8s/api.yaml': text }, arguments: ['--kubernetes', 'k8s/api.yaml'] });

const set = (name: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: postgres }
spec:
  serviceName: ${name}
  selector: { matchLabels: { app: postgres } }
  template:
    metadata: { labels: { app: postgres } }
    spec: { containers: [{ name: postgres, image: "postgres:16.4" }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: postgres }, ports: [{ port: 5432 }] }
`;

/** What the tables of planted mistakes have no input for. */
export const VERIFICATION_INPUTS: { readonly [C in VerifyCode]?: VerificationInput } = {
  'manifest/immutable': { files: { 'old.yaml': set('db'), 'new.yaml': set('postgres') }, arguments: ['--kubernetes', 'new.yaml', '--against', 'old.yaml'] },

  'input/unreadable': { files: { 'README.md': '' }, arguments: ['--compose', 'compose.yaml'] },
  'input/encoding': manifests(Uint8Array.from([0xff, 0xfe, 0x61, 0])),
  'input/too-large': manifests(`# ${'-'.repeat(9 * 1024 * 1024)}\n`),
  'input/too-deep': manifests(`a: ${'['.repeat(120)}${']'.repeat(120)}\n`),
  'input/syntax': manifests('apiVersion: v1\nkind: "Service\n'),
  'input/template': manifests('apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n'),
  'input/duplicate-key': compose('services:\n  api:\n    image: a\n    image: b\n'),
  'input/alias': compose('services:\n  api:\n    image: a\n    logging: *logging\n'),
  'input/tag': manifests('apiVersion: v1\nkind: !Ref Service\n'),
  'input/shape': manifests('services:\n  api: { image: a }\n'),
  'input/nothing': { files: { 'dist/README.md': '' }, arguments: [] },

  'project/unknown-field': api('helthcheck: { test: "true" }'),
  'project/wrong-type': api('restart: false'),
  'project/invalid-value': api('stop_grace_period: ten seconds'),
  'project/missing-field': compose('services:\n  api:\n    command: serve\n'),
  'project/missing-reference': api('volumes: ["files:/files"]'),
  'project/missing-file': api('configs: [nginx]', 'configs: { nginx: { file: ./files/nginx.conf } }\n'),
  'project/port': api('ports: ["80:8000"]', '  web: { image: nginx, ports: ["80:80"] }\n'),
  'project/mount': api('tmpfs: [/tmp]\n    volumes: ["files:/tmp"]', 'volumes: { files: }\n'),
  'project/name': api('container_name: the shop'),
  'project/interpolation': api('command: ["sh", "-c", "echo ${}"]'),
  'project/variable': api('environment: { TOKEN: "${TOKEN:?}" }', '', { '.env': 'OTHER=1\n' }),
  'project/network': api('network_mode: host\n    networks: [default]'),
  'project/order': api('depends_on: [db]', '  db: { image: "example/db:1", depends_on: [api] }\n'),
  'project/circle': api('extends: { service: api }'),
  'project/duplicate': api('container_name: shop', '  web: { image: nginx, container_name: shop }\n'),
  'project/conflict': api('scale: 2\n    deploy: { replicas: 3 }'),
  'project/merge': { files: { 'compose.yaml': 'services: { api: { image: a, logging: { driver: none } } }\n', 'other.yaml': 'services: { api: { logging: none } }\n' }, arguments: ['--compose', 'compose.yaml', 'other.yaml'] },
};
