import { declare, type Detail, type Difference } from '../../diagnostics/declaration';

/** What is said of clusters: by the settings of the target, and where they are silent. */
export const CLUSTER_CODES = {
  'kubernetes/setting': declare<Detail & { readonly said: string }>({
    severity: 'error',
    title: 'A setting that no cluster takes',
    says: ({ said, detail }) => `In ${said}, ${detail}.`,
    expected: 'what the API server takes as such a name or value',
    fix: 'Correct the setting, or leave it out.',
  }),
  'kubernetes/scaled-writer': declare<Detail>({
    severity: 'error',
    title: 'An autoscaler of what writes alone',
    says: ({ detail }) => `It has a volume for one writer, and the ${detail} would have several replicas write there.`,
    expected: 'an autoscaler of a workload whose volumes are all shared, or one of at most 1 replica',
    fix: 'Leave out the object; or set shared: true on the volume if the storage class offers ReadWriteMany and the program lets several write at once.',
  }),
  'kubernetes/user-namespace': declare<Detail>({
    severity: 'warning',
    title: 'Before Kubernetes 1.33 no pod has users of its own',
    says: () => 'Its users are to be others on the machine, but clusters before 1.33 drop that unless their feature gate UserNamespacesSupport has been turned on: it is left out, and its users are those of the node.',
    fix: 'Write for a newer version, new Kubernetes({ version: "1.33" }), if all clusters have it; otherwise acknowledge this.',
  }),
  'kubernetes/hook-sleep': declare<Detail>({
    severity: 'info',
    title: 'Before Kubernetes 1.30 time passes by a program of the image',
    says: ({ detail }) => `Clusters before 1.30 have no hook that lets time pass unless their feature gate PodLifecycleSleepAction has been turned on: ${detail} are the \`sleep\` of the image.`,
    fix: 'Nothing if the image has that program; otherwise write for a newer version, new Kubernetes({ version: "1.30" }), if all clusters have it.',
  }),
  'kubernetes/image-volume': declare<Detail>({
    severity: 'error',
    title: 'Before Kubernetes 1.35 the content of an image is no volume',
    says: ({ detail }) => `It is to have the content of ${detail}, but clusters before 1.35, for which this is written, drop such a volume unless their feature gate ImageVolume has been turned on.`,
    expected: 'new Kubernetes({ version: "1.35" }) or newer, or a stack without it',
    fix: 'Write for a newer version if all clusters have it; otherwise copy the content to a scratch directory by an init container of that image.',
  }),
  'kubernetes/drain': declare({
    severity: 'info',
    title: 'Before Kubernetes 1.30 a pod that is replaced may refuse requests',
    says: () => 'Nothing makes its containers wait before they stop: clusters before 1.30 drop that, and until all nodes have heard that a pod is going, they send it requests.',
    fix: 'Write for a newer version, new Kubernetes({ version: "1.30" }), if all clusters have it; otherwise nothing if clients try again, or a preStop that sleeps, if the image has a shell.',
  }),
  'kubernetes/target-setting': declare<Detail & { readonly setting: string; readonly differences: readonly Difference[] }>({
    severity: 'info',
    title: 'What the cluster is told, Compose is not',
    says: ({ setting, detail }) => `By the setting ${setting} of new Kubernetes({ ... }) it has ${detail}; Compose has nothing of the kind.`,
    fix: 'Nothing.',
    differs: ({ differences }) => differences,
  }),
  'kubernetes/shared-storage-class': declare<Detail>({
    severity: 'warning',
    title: 'A claim for several writers, of no class',
    says: ({ detail }) => `The claim ${detail} is for several pods at once (ReadWriteMany) and names no class: few default classes offer that, and without it the claim waits for ever.`,
    fix: 'Name one that does: new Kubernetes({ sharedStorageClass }), or storageClass of the volume; acknowledge it if the default class of the cluster does.',
  }),
  'kubernetes/ingress-class': declare<Detail>({
    severity: 'info',
    title: 'Nobody has chosen an ingress controller',
    says: ({ detail }) => `The Ingress for ${detail} names no class: the default class of the cluster serves it, and nobody where there is none.`,
    fix: 'Nothing if `kubectl get ingressclass` shows a default; otherwise new Kubernetes({ ingressClass }), or ingressClass of Publish.atHost.',
  }),
  'kubernetes/ingress-limits': declare<Detail>({
    severity: 'info',
    title: 'Only an ingress of class nginx is told how long to wait and how much to let through',
    says: ({ detail }) => `Nothing in the Ingress says so: ${detail}.`,
    fix: 'Say it in the way of the ingress controller, with new Kubernetes({ ingressAnnotations }) or kubernetes.customize.',
  }),
} as const;
