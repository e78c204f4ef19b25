import { MANIFEST_CODES } from '../../verify/kubernetes/codes';
import type * as Manifests from '../../verify/kubernetes/judge';
import type { OutputJudge } from '../target';
import type { KubernetesOutput } from './manifest';
import type { KubernetesSettings } from './settings';

/** Judges manifests as the oldest cluster would that they are applied to. It loads when something has to be judged. */
export function manifestJudge({ version }: KubernetesSettings): OutputJudge<KubernetesOutput> {
  return {
    codes: MANIFEST_CODES,
    judge: (scopes) => {
      const objects = scopes.flatMap((scope) => scope.objects);
      const subjects = objects.map(({ id, object }) => ({ name: id, value: object.value }));
      const only = new Set(objects.flatMap(({ id, object }) => (object.origin === 'lowered' ? [] : [id])));
      const { judgeManifests } = require('../../verify/kubernetes/judge') as typeof Manifests;
      return judgeManifests(subjects, { version, only, namespace: 'default' });
    },
  };
}
