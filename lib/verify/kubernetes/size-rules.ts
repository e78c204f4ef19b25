import type { Problem } from '../problem';
import { fields, text } from '../untyped';
import { problem } from './finding';
import { metadataOf } from './identity-rules';
import type { Cluster, Manifest, Rule } from './manifests';

const MAX_DATA_BYTES = 1_048_576;
const MAX_ANNOTATION_BYTES = 262_144;

/** What a Secret has in Base64, and a ConfigMap in `binaryData`, is counted decoded. */
const decodedBytes = (value: string): number => Math.floor((value.replace(/[=\s]+/g, '').length * 3) / 4);

/** Bytes of the values; keys are not counted. */
function dataBytes({ kind, body }: Manifest): number {
  const written = kind === 'Secret' ? fields(body['stringData']) : fields(body['data']);
  // What stringData says of a key takes the place of what data says.
  const encoded = Object.entries(fields(kind === 'Secret' ? body['data'] : body['binaryData'])).filter(([key]) => kind !== 'Secret' || !Object.hasOwn(written, key));
  const plain = Object.values(written).reduce<number>((sum, value) => sum + Buffer.byteLength(text(value) ?? ''), 0);
  return encoded.reduce((sum, [, value]) => sum + decodedBytes(text(value) ?? ''), plain);
}

function* data(cluster: Cluster): Iterable<Problem> {
  for (const manifest of cluster.ofKind('ConfigMap', 'Secret')) {
    const bytes = dataBytes(manifest);
    if (bytes > MAX_DATA_BYTES) yield problem('manifest/too-large', manifest, ['data'], `${bytes} bytes of data, at most ${MAX_DATA_BYTES} (1 MiB) are allowed`);
  }
}

const bytesOf = (annotations: unknown): number =>
  Object.entries(fields(annotations)).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text(value) ?? ''), 0);

function* annotations(cluster: Cluster): Iterable<Problem> {
  for (const manifest of cluster.manifests) {
    for (const { title, place, metadata } of metadataOf(manifest)) {
      const bytes = bytesOf(metadata['annotations']);
      const where = [...place, 'annotations'];
      if (bytes > MAX_ANNOTATION_BYTES) {
        yield problem('manifest/too-large', manifest, where, `${title}annotations: ${bytes} bytes of annotations, at most ${MAX_ANNOTATION_BYTES} are allowed`);
      } else if (title === '' && !cluster.serverSideApply) {
        yield* applied(manifest, bytes);
      }
    }
  }
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** `kubectl apply` adds an annotation with the object as JSON, which Go writes no shorter than this. */
function* applied(manifest: Manifest, bytes: number): Iterable<Problem> {
  const { creationTimestamp: _, ...body } = manifest.body;
  const all = bytes + Buffer.byteLength(LAST_APPLIED) + Buffer.byteLength(JSON.stringify(body)) + 1;
  if (all <= MAX_ANNOTATION_BYTES) return;
  yield problem('manifest/too-large', manifest, ['metadata', 'annotations'], `kubectl apply keeps a copy of the object in an annotation, which makes ${all} bytes of annotations, at most ${MAX_ANNOTATION_BYTES} are allowed; kubectl apply --server-side keeps none`);
}

/** How large objects may be. */
export const SIZE_RULES: readonly Rule[] = [data, annotations];
