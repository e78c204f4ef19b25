import type { Place, Problem } from '../problem';
import { at, fields, isFields, items, shown, text } from '../untyped';
import { inContainer, inPod } from './finding';
import type { Cluster, Rule } from './manifests';

const OF_BOTH = ['metadata.name', 'metadata.namespace', 'metadata.uid'];
const OF_VARIABLES = new Set([...OF_BOTH, 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs']);
const OF_FILES = new Set([...OF_BOTH, 'metadata.labels', 'metadata.annotations']);
/** One label or one annotation. */
const ONE_OF_MANY = /^metadata\.(labels|annotations)\['[^']+'\]$/;

const isKnown = (path: string, known: ReadonlySet<string>): boolean => known.has(path) || ONE_OF_MANY.test(path);

const wrongPath = (path: string, known: ReadonlySet<string>): string => `fieldPath ${shown(path)} is none of ${[...known].join(', ')}, or one label or annotation`;

function* variables({ pods }: Cluster): Iterable<Problem> {
  for (const container of pods.flatMap((pod) => pod.containers)) {
    for (const [index, entry] of items(container.body['env']).entries()) {
      const path = text(at(entry, 'valueFrom', 'fieldRef', 'fieldPath')) ?? '';
      if (path !== '' && !isKnown(path, OF_VARIABLES)) yield inContainer('manifest/environment', container, ['env', index, 'valueFrom', 'fieldRef', 'fieldPath'], `: ${wrongPath(path, OF_VARIABLES)}`);
    }
  }
}

function* files({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    for (const [index, volume] of items(pod.spec['volumes']).entries()) {
      const sources: readonly (readonly [Place, unknown])[] = [
        [['volumes', index, 'downwardAPI', 'items'], at(volume, 'downwardAPI', 'items')],
        ...items(at(volume, 'projected', 'sources')).map((source, position) =>
          [['volumes', index, 'projected', 'sources', position, 'downwardAPI', 'items'], at(source, 'downwardAPI', 'items')] as const),
      ];
      for (const [place, all] of sources) {
        for (const [position, item] of items(all).map(fields).entries()) {
          const path = text(at(item['fieldRef'], 'fieldPath')) ?? '';
          const here = [...place, position];
          if (path !== '' && !isKnown(path, OF_FILES)) yield inPod('manifest/volume', pod, here, wrongPath(path, OF_FILES));
          if (isFields(item['fieldRef']) === isFields(item['resourceFieldRef'])) yield inPod('manifest/volume', pod, here, 'a file of the downward API needs either fieldRef or resourceFieldRef');
        }
      }
    }
  }
}

/** What pods are told of themselves. */
export const DOWNWARD_RULES: readonly Rule[] = [variables, files];
