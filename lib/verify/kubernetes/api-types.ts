import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A value of an API field, as far as .jsii knows it. */
export type FieldType =
  | { readonly primitive: 'string' | 'number' | 'boolean' | 'any' | 'date' }
  | { readonly fqn: string }
  | { readonly collection: { readonly kind: 'array' | 'map'; readonly elementtype: FieldType } };

export interface ApiField {
  /** The name in YAML (`clusterIP`), which is not always the TypeScript one (`clusterIp`). */
  readonly wireName: string;
  readonly required: boolean;
  readonly type: FieldType;
}

export interface ApiType {
  /** `core.v1.Probe`: the OpenAPI name without its leading package path. */
  readonly id: string;
  readonly fields: readonly ApiField[];
}

export interface ApiKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly typeId: string;
}

export interface KubernetesApi {
  /** By jsii name, which is what one type uses to refer to another. */
  readonly types: ReadonlyMap<string, ApiType>;
  readonly kinds: readonly ApiKind[];
}

interface JsiiMember {
  readonly docs?: { readonly custom?: { readonly schema?: string } };
}
interface JsiiType extends JsiiMember {
  readonly fqn: string;
  readonly kind: 'interface' | 'class' | 'enum';
  readonly name: string;
  readonly namespace?: string;
  readonly properties?: readonly (JsiiMember & { readonly optional?: boolean; readonly type: FieldType })[];
}

/** Package names whose group is not simply `<name>.k8s.io`. */
const GROUPS: Readonly<Record<string, string>> = {
  core: '',
  apps: 'apps',
  batch: 'batch',
  autoscaling: 'autoscaling',
  policy: 'policy',
  meta: '',
  rbac: 'rbac.authorization.k8s.io',
  flowcontrol: 'flowcontrol.apiserver.k8s.io',
  apiserverinternal: 'internal.apiserver.k8s.io',
};

const schemaOf = (member: JsiiMember): string => member.docs?.custom?.schema ?? '';

const typeIdOf = (openApiName: string): string => openApiName.split('.').slice(-3).join('.');

function kindOf(openApiName: string): ApiKind {
  const typeId = typeIdOf(openApiName);
  const [packageName = '', version = '', kind = ''] = typeId.split('.');
  const group = GROUPS[packageName] ?? `${packageName}.k8s.io`;
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind, typeId };
}

function readTypes(): readonly JsiiType[] {
  const root = dirname(require.resolve('cdk8s-plus-28/package.json'));
  const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as { types: Record<string, JsiiType> };
  return Object.values(assembly.types).filter(({ namespace }) => namespace === 'k8s');
}

function load(): KubernetesApi {
  const all = readTypes();
  const types = new Map<string, ApiType>();
  for (const type of all.filter(({ kind }) => kind === 'interface')) {
    const fields = (type.properties ?? []).map((property) => ({
      wireName: schemaOf(property).split('#')[1] ?? '',
      required: property.optional !== true,
      type: property.type,
    }));
    types.set(type.fqn, { id: typeIdOf(schemaOf(type)), fields });
  }
  const kinds = all.filter(({ kind, name }) => kind === 'class' && name.startsWith('Kube'));
  return { types, kinds: kinds.map((type) => kindOf(schemaOf(type))) };
}

let api: KubernetesApi | undefined;

/** The Kubernetes 1.28 API as cdk8s-plus-28 carries it; the file is 2.8 MB, so it is read once. */
export const kubernetesApi = (): KubernetesApi => (api ??= load());
