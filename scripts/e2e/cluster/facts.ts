import { must } from '../command';

/** What is known of a cluster before anything is applied. */
export interface ClusterFacts {
  readonly nodes: readonly ClusterNode[];
  /** As `apps/v1 Deployment`. */
  readonly kinds: ReadonlySet<string>;
  /** Names of the objects that pods and claims refer to, as `StorageClass standard`. */
  readonly named: ReadonlySet<string>;
  /** The class of claims that name none. */
  readonly defaultClass: string;
}

export interface ClusterNode {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status: {
    readonly allocatable: Readonly<Record<string, string>>;
    readonly runtimeHandlers?: readonly { readonly name: string; readonly features?: { readonly userNamespaces?: boolean } }[];
  };
}

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
}

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

export function clusterFacts(): ClusterFacts {
  const { items: nodes } = JSON.parse(must(['kubectl', 'get', 'nodes', '-o', 'json'])) as { readonly items: readonly ClusterNode[] };
  const { items: named } = JSON.parse(must(['kubectl', 'get', 'storageclasses,csidrivers,runtimeclasses,priorityclasses,ingressclasses', '-o', 'json'])) as { readonly items: readonly Named[] };
  return {
    nodes,
    kinds: kindsIn(must(['kubectl', 'api-resources', '--no-headers'])),
    named: new Set(named.map(({ kind, metadata: { name } }) => `${kind} ${name}`)),
    defaultClass: named.find(({ kind, metadata: { annotations = {} } }) => kind === 'StorageClass' && annotations[DEFAULT] === 'true')?.metadata.name ?? '',
  };
}

/** The last three columns are a version, whether it is of a namespace, and a kind. */
export function kindsIn(table: string): ReadonlySet<string> {
  return new Set(table.split('\n').filter(Boolean).map((line) => line.trim().split(/\s+/)).map((columns) => `${columns.at(-3)} ${columns.at(-1)}`));
}
