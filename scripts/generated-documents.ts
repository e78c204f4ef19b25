import { diagnosticsReference } from './diagnostics-reference';
import { kubeScorePage } from './kube-score/page';
import { kubernetesTypes } from './kubernetes-types';
import { inventorySchema, modelSchema, reportSchema } from './output-schemas';
import { publicTypes } from './public-types';
import { supportTable } from './support-table';
import { verifyPage } from './verify-page';

/** Every document that is made from the code, or shows what it prints, by its path in the repository. */
export function generatedDocuments(): ReadonlyMap<string, string> {
  const { calls, types } = publicTypes();
  return new Map([
    ['docs/diagnostics.md', diagnosticsReference()],
    ['docs/kube-score.md', kubeScorePage()],
    ['docs/support.md', supportTable()],
    ['docs/verify.md', verifyPage()],
    ['model.schema.json', modelSchema()],
    ['inventory.schema.json', inventorySchema()],
    ['report.schema.json', reportSchema()],
    ['lib/targets/kubernetes/api-types.ts', kubernetesTypes()],
    ['lib/border/public-calls.ts', calls],
    ['lib/border/public-types.ts', types],
  ]);
}
