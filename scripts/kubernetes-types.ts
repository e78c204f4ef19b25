import { apiTable, spansOf } from '../lib/verify/kubernetes/api/api';
import type { Span, SpannedFacts } from '../lib/verify/kubernetes/api/table';

/*
 * `lib/targets/kubernetes/api-types.ts`: what can stand in the manifests that we write, as types, from the table by which manifests are judged. So whoever
 * changes one has the fields of all versions, and a package with types of Kubernetes is needed by nobody.
 */

/** What is written below `spec`, or beside it, of the kinds in `api.ts`. */
const ROOTS = [
  'apps.v1.DaemonSetSpec', 'apps.v1.DeploymentSpec', 'apps.v1.StatefulSetSpec', 'autoscaling.v2.HorizontalPodAutoscalerSpec', 'batch.v1.CronJobSpec', 'batch.v1.JobSpec',
  'core.v1.LimitRangeSpec', 'core.v1.PersistentVolumeClaimSpec', 'core.v1.PersistentVolumeSpec', 'core.v1.ResourceQuotaSpec', 'core.v1.ServiceSpec',
  'networking.v1.IngressSpec', 'networking.v1.NetworkPolicySpec', 'policy.v1.PodDisruptionBudgetSpec', 'rbac.v1.PolicyRule', 'rbac.v1.RoleRef', 'rbac.v1.Subject',
];

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string', byte: 'string', 'date-time': 'string', boolean: 'boolean', int32: 'number', int64: 'number', double: 'number', quantity: 'string | number',
  'int-or-string': 'string | number', any: 'unknown', object: 'Record<string, unknown>',
};

/** The text of the file. */
export function kubernetesTypes(): string {
  const { types } = apiTable();
  const reached = new Set(ROOTS);
  const nameOf = new Map<string, string>();
  const lines = new Map<string, string>();
  for (const id of reached) {
    const name = id.slice(id.lastIndexOf('.') + 1);
    const taken = nameOf.get(name);
    if (taken !== undefined) throw new Error(`${taken} and ${id} would have the same name`);
    nameOf.set(name, id);
    const typeOf = (type: string): string => {
      if (type.startsWith('[]')) return elementOf(typeOf(type.slice(2)));
      if (type.startsWith('{}')) return `Record<string, ${typeOf(type.slice(2))}>`;
      if (types[type] === undefined) return SCALARS[type] ?? unknownType(type);
      reached.add(type);
      return type.slice(type.lastIndexOf('.') + 1);
    };
    const all = Object.entries(types[id]).map(([field, entry]) => ({ field, spans: spansOf(entry) }));
    const whole = spanOf(all.flatMap(({ spans }) => spans));
    const fields = all.map(({ field, spans }) => fieldText(field, spans, whole, typeOf));
    lines.set(name, `export interface ${name} { ${fields.join(' ')} }`);
  }
  return [
    '/*',
    ' * Made by `npm run docs` from `schemas/kubernetes.json.br`, and not edited by hand: the API of Kubernetes as it is written in manifests, of all versions',
    ' * together. What is not in every version says so.',
    ' */',
    '',
    ...[...lines].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text),
    '',
  ].join('\n');
}

interface Versions {
  readonly since: number;
  readonly until: number;
}

function spanOf(spans: readonly Span[]): Versions {
  return { since: Math.min(...spans.map(({ since = 0 }) => since)), until: Math.max(...spans.map(({ until = Infinity }) => until)) };
}

/** @param whole the versions that have the type at all */
function fieldText(name: string, spans: readonly SpannedFacts[], whole: Versions, typeOf: (type: string) => string): string {
  const { since, until } = spanOf(spans);
  const said = since === until ? [`In 1.${since} alone.`] : [...(since > whole.since ? [`From 1.${since} on.`] : []), ...(until < whole.until ? [`Until 1.${until}.`] : [])];
  const types = [...new Set(spans.map(({ type }) => typeOf(type)))];
  // What one version asks for and another does not know is not asked for.
  const isRequired = spans.every(({ required }) => required) && said.length === 0;
  return `${said.length > 0 ? `/** ${said.join(' ')} */ ` : ''}${name}${isRequired ? '' : '?'}: ${types.join(' | ')};`;
}

function elementOf(text: string): string {
  return text.includes(' | ') ? `(${text})[]` : `${text}[]`;
}

function unknownType(type: string): never {
  throw new Error(`nothing is known of the type ${type}`);
}
