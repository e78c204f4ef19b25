import { alone, type Fault } from './fault';

const configMap = (bytes: number, rest = ''): string => `{ apiVersion: v1, kind: ConfigMap, metadata: { name: a${rest} }, data: { a: ${'x'.repeat(bytes)} } }`;
const encoded = (bytes: number): string => `{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { a: ${Buffer.alloc(bytes).toString('base64')} } }`;
const annotated = (bytes: number): string => configMap(1, `, annotations: { a: ${'x'.repeat(bytes)} }`);

/** Objects that are too large for a server, or for the copy that kubectl keeps of them. */
export const SIZE_FAULTS: readonly Fault[] = [
  ...alone([
    ['manifest/too-large', '1048577 bytes of data, at most 1048576 (1 MiB)', configMap(1_048_577), configMap(1_048_576)],
    ['manifest/too-large', '1048577 bytes of data, at most 1048576 (1 MiB)', encoded(1_048_577), encoded(1_048_576)],
    ['manifest/too-large', '262145 bytes of annotations, at most 262144', annotated(262_144), annotated(262_143)],
  ], { by: 'all', settings: { serverSideApply: true } }),
  ...alone([
    ['manifest/too-large', 'kubectl apply keeps a copy of the object in an annotation', configMap(262_144), configMap(262_000)],
  ], { by: 'all' }),
];
