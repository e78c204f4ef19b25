import { declare, type Detail } from '../../diagnostics/declaration';

/** Differences and mistakes that only Kubernetes has. */
export const KUBERNETES_CODES = {
  'kubernetes/refused': declare<Detail>({
    severity: 'error',
    title: 'A name or number that the API server refuses',
    says: ({ detail }) => `${detail}.`,
    expected: 'what the API server takes: it checks these names when the manifests are applied, and nothing checks them before',
    fix: 'Correct it; for another cluster, look up what the object is really called there.',
  }),
  'kubernetes/build': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes builds no images',
    says: ({ detail }) => `Kubernetes takes the image by its name: ${detail}.`,
    fix: 'Build and push the image under that name before applying the manifests.',
  }),
  'kubernetes/chosen-image': declare<Detail>({
    severity: 'info',
    title: 'An image of which the operator chooses a part',
    says: ({ detail }) => `The manifest has the image that the defaults make, ${detail}: Kubernetes knows no variables there.`,
    fix: ({ detail }) =>
      `For another one, give the parameter another default, or put a kustomization over the manifest: \`images: [{ name: ${nameIn(detail)}, newName: ..., newTag: ... }]\`.`,
  }),
  'kubernetes/hostname': declare<Detail>({
    severity: 'warning',
    title: 'A host name that no pod can have',
    says: ({ detail }) => `The host name ${detail} is left out on Kubernetes, where that of a pod is one label of lower-case letters, digits and "-": containers find the name of the pod.`,
    fix: 'Take a label if both are to have it. Acknowledge it if the program asks for its own name in Compose only.',
  }),
  'kubernetes/host-directory': declare<Detail>({
    severity: 'info',
    title: 'Where Compose has a directory of its host, Kubernetes has a claim',
    says: ({ detail }) => `${detail} is a claim, which begins empty: what lies in the directory of the Compose host is not there.`,
    fix: 'Copy what the application needs of it (docs/second-day.md).',
  }),
  'kubernetes/chosen-host-path': declare<Detail>({
    severity: 'info',
    title: 'A path of the host of which the operator chooses a part',
    says: ({ detail }) => `The manifest mounts the path that the defaults make, ${detail}: Kubernetes knows no variables there.`,
    fix: 'For another one, give the parameter another default, or patch it in a kustomization over the manifest.',
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
  'kubernetes/reserved-namespace': declare<Detail>({
    severity: 'error',
    title: 'A namespace that is not the application\'s alone',
    says: ({ detail }) => `It is to live in the namespace ${detail}, whose Pod Security level the manifests would set for everyone who is in it.`,
    expected: 'a namespace of its own, other than "default" and those that begin with "kube-"',
    fix: 'Give the stack another id, or new Stack(app, id, { namespace: "shop" }).',
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
  'kubernetes/container-name': declare<Detail>({
    severity: 'info',
    title: 'Pods have names of their own',
    says: ({ detail }) => `The engine of Compose calls it ${detail}; on Kubernetes its pods are called after the workload, and no peer knows that name.`,
    fix: 'Nothing, or `kubectl exec deploy/NAME` where a script says `docker exec`.',
  }),
  'kubernetes/restart-policy': declare<Detail>({
    severity: 'warning',
    title: 'A Deployment always starts its pods again',
    says: ({ detail }) => `In Compose its restart policy is "${detail}"; on Kubernetes a service or stateful workload is started again whenever it ends.`,
    fix: 'Make what is to end a Task; otherwise leave restartPolicy out, or acknowledge this.',
  }),
  'kubernetes/host-gateway': declare<Detail>({
    severity: 'warning',
    title: 'No machine is behind the containers of a cluster',
    says: ({ detail }) => `In Compose ${detail} is the machine that it runs on; on Kubernetes nobody has that name.`,
    fix: 'Run what it calls there in the stack, or give its address by a Parameter; otherwise acknowledge this.',
  }),
  'kubernetes/nameservers': declare<Detail>({
    severity: 'warning',
    title: 'The DNS of the cluster is asked first',
    says: ({ detail }) => `Compose asks ${detail} for names that are not the application's; on Kubernetes a resolver turns to them only when the DNS of the cluster does not answer at all.`,
    fix: 'Have the DNS of the cluster forward those names (CoreDNS: `forward`), or acknowledge this.',
  }),
  'kubernetes/runtime-class': declare<Detail>({
    severity: 'info',
    title: 'The cluster has to have the RuntimeClass',
    says: ({ detail }) => `Its pods name the RuntimeClass ${detail}, and are refused where there is none of that name.`,
    fix: 'Nothing if the cluster has it (`kubectl get runtimeclass`); otherwise have it installed.',
  }),
  'kubernetes/platform-variant': declare<Detail>({
    severity: 'info',
    title: 'Nodes say their architecture, not its variant',
    says: ({ detail }) => `It is made for the variant ${detail}, which no label of a node tells.`,
    fix: 'Nothing if all nodes of that architecture are of this variant or a later one.',
  }),
  'kubernetes/unsafe-sysctls': declare<Detail>({
    severity: 'warning',
    title: 'A parameter of the kernel that a kubelet refuses',
    says: ({ detail }) => `Kubernetes takes ${detail} for unsafe: a kubelet that was not told to allow it refuses the pod (SysctlForbidden).`,
    fix: 'Have nodes with `--allowed-unsafe-sysctls`, or do without, and acknowledge this.',
  }),
  'kubernetes/device': declare<Detail>({
    severity: 'info',
    title: 'A device without a plugin takes a privileged container',
    says: ({ detail }) => `To open ${detail} the container is privileged on Kubernetes, where it then has all devices of the node.`,
    fix: 'Name the resource of a device plugin: devices: [{ path, reason, devicePlugin: "smarter-devices/fuse" }].',
  }),
  'kubernetes/all-gpus': declare<Detail>({
    severity: 'warning',
    title: 'A cluster gives out graphics processors by number',
    says: ({ detail }) => `In Compose it has all of them; on Kubernetes one of ${detail}, since a pod cannot ask for all.`,
    fix: 'Give a count, gpus: { count: 1 }, or acknowledge this.',
  }),
  'kubernetes/ulimits': declare<Detail>({
    severity: 'info',
    title: 'Kubernetes 1.28 sets no limits of the kernel',
    says: ({ detail }) => `Compose sets ${detail}; on Kubernetes the container runtime of the node decides.`,
    fix: 'Nothing if the runtime allows as much; otherwise configure the nodes.',
  }),
  'kubernetes/pids-limit': declare<Detail>({
    severity: 'info',
    title: 'The kubelet limits the processes of a pod',
    says: ({ detail }) => `Compose allows ${detail}; on Kubernetes the kubelet decides for all pods of its node (podPidsLimit).`,
    fix: 'Nothing, or configure the nodes.',
  }),
  'kubernetes/host-network': declare<Detail>({
    severity: 'info',
    title: 'No network policy holds on the network of a node',
    says: () => 'Its pods are on the network of their nodes: whoever reaches a node reaches their ports, whatever the NetworkPolicy says, and two pods with one port never run on one node.',
    fix: 'Nothing, if the firewall of the nodes keeps others out.',
  }),
  'kubernetes/shareable-ipc': declare<Detail>({
    severity: 'info',
    title: 'Only containers of one pod share its IPC namespace',
    says: () => 'In Compose a container of somebody else can join its IPC namespace; on Kubernetes only those of its own pod are in it.',
    fix: 'Make whoever joins it a sidecar (addSidecar).',
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
  'kubernetes/left-out': declare<Detail>({
    severity: 'info',
    title: 'An object that a callback has left out',
    says: ({ detail }) => `A callback given to kubernetes.customize has taken out the ${detail}, so none is written.`,
    fix: 'Nothing if it is meant.',
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

/** What an image is called without its version, of a detail that begins with the image. */
function nameIn(detail: string): string {
  return detail.replace(/ .*$/, '').replace(/(?::[^/@]*)?(?:@.*)?$/, '');
}
