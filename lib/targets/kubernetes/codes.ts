import { declare, type Detail } from '../../diagnostics/declaration';

/** Differences and mistakes that only Kubernetes has. */
export const KUBERNETES_CODES = {
  'kubernetes/build': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes builds no images',
    says: ({ detail }) => `Kubernetes takes the image by its name: ${detail}.`,
    fix: 'Build and push the image under that name before applying the manifests.',
  }),
  'kubernetes/source-mount': declare<Detail>({
    severity: 'info',
    title: 'Sources of the checkout are mounted in Compose only',
    says: ({ detail }) => `${detail} is what the image has there; the checkout is mounted in Compose only.`,
    fix: 'Nothing; rebuild the image to see a change on Kubernetes.',
  }),
  'kubernetes/host-port': declare<Detail>({
    severity: 'info',
    title: 'A port of the Compose host stays inside the cluster',
    says: ({ detail }) => `${detail} is published on the Compose host only.`,
    fix: 'Use `kubectl port-forward`, or Publish.atHost for an entrance of its own.',
  }),
  'kubernetes/left-behind': declare<Detail>({
    severity: 'info',
    title: 'kubectl apply deletes nothing',
    says: ({ detail }) => `What leaves the stack, or gets another name or kind, stays in the namespace ${detail} and goes on running: kubectl apply deletes nothing.`,
    fix: 'After such a change, delete what the file no longer names, with the commands of docs/second-day.md; Argo CD and Flux can do that themselves.',
  }),
  'kubernetes/claim': declare({
    severity: 'info',
    title: 'A claim takes a larger size, and no other change',
    says: () =>
      `Its claim takes a larger size if its storage class allows that. A smaller size, another class and \`shared\` are refused by the API server when the other objects have been applied already; under another name it is a new, empty one.`,
    fix: 'For such a change make a volume of another id, copy the data, and let go of the old claim then (docs/second-day.md).',
  }),
  'kubernetes/replicas-handed-over': declare<Detail>({
    severity: 'info',
    title: 'The first apply with an autoscaler takes replicas away',
    says: ({ detail }) =>
      `The number of replicas is the autoscaler's, so the manifest does not state it. Applied over a manifest that did, it falls to 1 until the autoscaler sees to its ${detail}.`,
    fix: 'Before that apply, hand the number over to a field manager of its own (docs/second-day.md); nothing, for a workload that is new.',
  }),
  'kubernetes/server-side': declare<Detail>({
    severity: 'info',
    title: 'A ConfigMap is too large for kubectl apply without --server-side',
    says: ({ detail }) => `The ConfigMap takes ${detail} as JSON: kubectl apply keeps a copy of that in an annotation, which ends at 256 KiB, and refuses it.`,
    fix: 'Apply with --server-side, which keeps no copy.',
  }),
  'kubernetes/gateway': declare<Detail>({
    severity: 'info',
    title: 'On Kubernetes the ingress controller is the proxy',
    says: () => 'Compose runs a proxy; on Kubernetes there is an Ingress in its place, and no pod.',
    fix: 'Nothing, if the cluster has an ingress controller of that class.',
  }),
  'kubernetes/start-order': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes starts everything at once',
    says: ({ detail }) => `Compose starts it after ${detail}; on Kubernetes it has to try again until it can work.`,
    fix: 'Nothing if it does try again; otherwise startAfter(peer, { kubernetes: StartOrderOnKubernetes.WAIT }).',
  }),
  'kubernetes/task-wait': declare<Detail>({
    severity: 'info',
    title: 'An init container watches the Job of a task',
    says: ({ detail }) => `Every new pod waits until the Job of ${detail} is complete; its service account may read that one Job and nothing else.`,
    fix: 'Nothing, or StartOrderOnKubernetes.RETRY if the program tries again by itself.',
  }),
  'kubernetes/setting': declare<Detail>({
    severity: 'error',
    title: 'A setting that no cluster takes',
    says: ({ detail }) => `In new Kubernetes({ ... }), ${detail}.`,
    expected: 'a version from "1.28" to "1.37", a DNS name for ingressClass, image references',
    fix: 'Correct the setting, or leave it out.',
  }),
  'kubernetes/wait-endpoint': declare<Detail>({
    severity: 'error',
    title: 'An init container has nothing to ask',
    says: ({ detail }) => `It is to wait for ${detail}, which has no TCP endpoint.`,
    expected: 'a workload with a TCP endpoint',
    fix: 'Open an endpoint on the other workload, or use StartOrderOnKubernetes.RETRY.',
  }),
  'kubernetes/stop-signal': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes 1.28 always sends the image\'s own stop signal',
    says: ({ detail }) => `Compose sends ${detail}; Kubernetes sends what the image says.`,
    fix: 'Nothing if the image declares the signal (STOPSIGNAL).',
  }),
  'kubernetes/duration-rounded': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes counts whole seconds',
    says: ({ detail }) => `${detail} is rounded up to whole seconds.`,
    fix: 'Give whole seconds.',
  }),
  'kubernetes/scratch': declare<Detail>({
    severity: 'info',
    title: 'Scratch directories have no mount options on Kubernetes',
    says: ({ detail }) => `${detail}: in Compose nothing in it can be executed; Kubernetes has no such mount option.`,
    fix: 'Nothing.',
  }),
  'kubernetes/composed-value': declare<Detail>({
    severity: 'info',
    title: 'Text around a secret or parameter needs a variable of its own',
    says: ({ detail }) => `The container also has a variable for ${detail}: Kubernetes can only compose text from variables.`,
    fix: 'Nothing.',
  }),
  'kubernetes/optional-text': declare<Detail>({
    severity: 'warning',
    title: 'A text around a missing value differs',
    says: ({ detail }) => `Without a value for ${detail} the text around it has the reference itself, \`$(${detail})\`; in Compose it has nothing there.`,
    fix: 'Give it a variable of its own and let the program put the text together, or make a secret required and give a parameter a default.',
  }),
  'kubernetes/ingress-limits': declare<Detail>({
    severity: 'info',
    title: 'Only an ingress of class nginx is told how long to wait and how much to let through',
    says: ({ detail }) => `Nothing in the Ingress says so: ${detail}.`,
    fix: 'Say it in the way of the ingress controller, with kubernetes.customize.',
  }),
  'kubernetes/egress-open': declare<Detail>({
    severity: 'info',
    title: 'Network policies limit who comes in, not who is called',
    says: () => 'It calls nobody outside the application, but on Kubernetes it could: it may open connections to anywhere.',
    fix: 'Add a NetworkPolicy for egress that knows the cluster\'s DNS.',
  }),
  'kubernetes/network-policy': declare<Detail>({
    severity: 'info',
    title: 'Network policies need a network plugin that enforces them',
    says: () => 'Peers are kept apart by NetworkPolicy objects, which some network plugins ignore.',
    fix: 'Use a plugin such as Calico or Cilium where it matters.',
  }),
  'kubernetes/pod-security': declare<Detail>({
    severity: 'warning',
    title: 'A privilege beyond the restricted Pod Security Standard',
    says: ({ detail }) => `${detail}: the namespace has to allow a weaker level than "restricted".`,
    fix: 'Do without the privilege, or acknowledge it with the reason.',
  }),
  'kubernetes/sandbox': declare<Detail>({
    severity: 'info',
    title: 'A sandbox runs at its provider, not in the cluster',
    says: ({ detail }) => `The sandbox ${detail} is a template among the outputs; no manifest runs it.`,
    fix: 'Build the template with the tool of the provider.',
  }),
  'kubernetes/published-port': declare<Detail>({
    severity: 'info',
    title: 'The port of the Compose host in a value',
    says: () => 'A value names the port of the Compose host; on Kubernetes it is the default of that port, which `kubectl port-forward` can open.',
    fix: 'Nothing, or forward the same port.',
  }),
  'kubernetes/open-files': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes 1.28 sets no limit of open files',
    says: ({ detail }) => `Compose allows ${detail}; on Kubernetes the container runtime of the node decides.`,
    fix: 'Nothing if the runtime allows as many, as most do; otherwise configure the nodes.',
  }),
  'kubernetes/init': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes has no init process of its own',
    says: () => 'The containers of the pod share one process namespace, where the pause container reaps what others leave behind.',
    fix: 'Nothing.',
  }),
  'kubernetes/restart': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes does not give up on a workload',
    says: ({ detail }) => `Compose gives up after ${detail}; Kubernetes starts it again for ever, after 10 s at first and 5 min at last.`,
    fix: 'Watch for CrashLoopBackOff.',
  }),
  'kubernetes/log-rotation': declare<Detail>({
    severity: 'info',
    title: 'The kubelet rotates logs',
    says: ({ detail }) => `Compose keeps ${detail}; on Kubernetes the kubelet of the node decides, unless configured 5 files of 10 MiB.`,
    fix: 'Set containerLogMaxSize and containerLogMaxFiles of the kubelet if it matters.',
  }),
  'kubernetes/rolling-update': declare<Detail>({
    severity: 'error',
    title: 'A rolling update of what cannot be rolled',
    says: ({ detail }) => `It has settings for a rolling update, but ${detail}.`,
    expected: 'a service whose volumes are all shared',
    fix: 'Remove rollingUpdate, or set shared: true on the volume if the storage class offers ReadWriteMany.',
  }),
  'kubernetes/sidecar': declare<Detail>({
    severity: 'info',
    title: 'Before Kubernetes 1.29 sidecars start at the same time',
    says: ({ detail }) => `In Compose it starts after ${detail}; on Kubernetes all containers of a pod start at once.`,
    fix: 'Nothing if the program tries again, or waits by itself; otherwise new Kubernetes({ version: "1.29" }) or newer.',
  }),
  'kubernetes/pod-groups': declare<Detail>({
    severity: 'info',
    title: 'Supplemental groups are those of the whole pod',
    says: ({ detail }) => `On Kubernetes it is in the groups ${detail} too, which another container of the pod asks for.`,
    fix: 'Nothing, or give all containers of the workload the same groups.',
  }),
  'kubernetes/customize': declare<Detail>({
    severity: 'error',
    title: 'A callback that could not do its work',
    says: ({ detail }) => `The callback given to kubernetes.customize was run, but ${detail}.`,
    expected: 'a function that changes the objects it is given, and returns when it is done',
    fix: 'Correct the callback at the line named above.',
  }),
  'kubernetes/patch': declare<Detail>({
    severity: 'error',
    title: 'A patch that did not change anything',
    says: ({ detail }) => `The patch had no effect: ${detail}.`,
    expected: 'a path that exists in the object, and a value other than the one that is there',
    fix: 'Look at the synthesized object and correct the patch, or remove it.',
  }),
  'kubernetes/duplicate-object': declare<Detail>({
    severity: 'error',
    title: 'Two Kubernetes objects with one name',
    says: ({ detail }) => `Two objects are called ${detail}; the second apply would overwrite the first.`,
    expected: 'a name of its own for each object of a kind in a namespace',
    fix: 'Rename the object or the workload.',
  }),
} as const;

export type KubernetesCodes = typeof KUBERNETES_CODES;
