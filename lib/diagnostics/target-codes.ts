import { declare } from './declaration';

/** What a feature came to in a target that has no exact counterpart; `detail` says of what. */
export interface Detail {
  readonly detail: string;
}

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
  'kubernetes/optional-secret-text': declare<Detail>({
    severity: 'warning',
    title: 'A text around a missing optional secret differs',
    says: ({ detail }) => `Without a value for ${detail} the text around it has the reference itself, \`$(${detail})\`; in Compose it has nothing there.`,
    fix: 'Give the secret a variable of its own and let the program put the text together, or make it required.',
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
    says: ({ detail }) => `${detail} exists twice; the second apply would overwrite the first.`,
    expected: 'a name of its own for each object of a kind in a namespace',
    fix: 'Rename the object or the workload.',
  }),
} as const;

/** Differences and mistakes that only Compose has. */
export const COMPOSE_CODES = {
  'compose/public-host': declare<Detail>({
    severity: 'info',
    title: 'Compose has no host names and no TLS',
    says: ({ detail }) => `Compose answers on loopback only, without TLS; ${detail} is the operator's own proxy's to serve.`,
    fix: 'Point a reverse proxy with a certificate at the port.',
  }),
  'compose/published-replicas': declare<Detail>({
    severity: 'info',
    title: 'A published port cannot be shared',
    says: ({ detail }) => `Compose runs one container in place of ${detail}: only one can hold the host port.`,
    fix: 'Nothing, or publish a proxy in front of it.',
  }),
  'compose/egress-open': declare<Detail>({
    severity: 'info',
    title: 'A network with a way out is open to everyone on it',
    says: ({ detail }) => `It calls nobody outside the application, but in Compose it could: it is on ${detail}, where a peer calls the world or a port is published.`,
    fix: 'Nothing, or egress: false for the peers as well.',
  }),
  'compose/liveness': declare<Detail>({
    severity: 'warning',
    title: 'Compose does not restart unhealthy containers',
    says: () => 'Compose marks the container unhealthy and leaves it running.',
    fix: 'Let the program end when it cannot go on; then acknowledge this.',
  }),
  'compose/volume-size': declare<Detail>({
    severity: 'info',
    title: 'Compose volumes have no size and no class',
    says: ({ detail }) => `Kubernetes asks for ${detail}, which a Compose volume cannot be given: it is on the disk of the engine.`,
    fix: 'Watch that disk.',
  }),
  'compose/volume-owner': declare<Detail>({
    severity: 'info',
    title: 'A new Compose volume belongs to root',
    says: ({ detail }) => `A service of its own hands the volume ${detail} to the container's user before it starts.`,
    fix: 'Set ownedByImage: true if the image has the directory and the user owns it.',
  }),
  'compose/bucket': declare<Detail>({
    severity: 'warning',
    title: 'Compose has no driver that mounts buckets',
    says: ({ detail }) => `In Compose ${detail} is a local volume; nothing in it reaches a bucket.`,
    fix: 'Use S3Mount.inContainer or S3Mount.bySidecar to have the bucket in both, or acknowledge this.',
  }),
  'compose/cpu-request': declare<Detail>({
    severity: 'info',
    title: 'Compose sets no CPU aside',
    says: () => 'The CPU request is written down, but the engine does not act on it.',
    fix: 'Nothing; the limit holds.',
  }),
  'compose/shared-network': declare<Detail>({
    severity: 'info',
    title: 'Who is on a network sees everyone on it',
    says: ({ detail }) => `Those on its network all see each other: ${detail}. Kubernetes lets only its peers call it, and only on the ports they refer to.`,
    fix: 'Nothing, unless a peer must not be reached by another one; then give the two a server each.',
  }),
  'compose/secret-store': declare<Detail>({
    severity: 'info',
    title: 'Compose reads secrets from the environment',
    says: ({ detail }) => `${detail} is read by Kubernetes only; Compose takes the values from .env.`,
    fix: 'Fill .env from the store.',
  }),
  'compose/optional-secret': declare<Detail>({
    severity: 'info',
    title: 'A missing optional secret under another name',
    says: ({ detail }) => `Without a value for its secret ${detail} is empty in Compose, which hands a variable on under its own name only; Kubernetes does not set it.`,
    fix: 'Give the secret the name of the variable, or let the program treat an empty value as none.',
  }),
  'compose/disruption': declare<Detail>({
    severity: 'info',
    title: 'Compose has no rolling update and no disruption budget',
    says: ({ detail }) => `Kubernetes replaces ${detail} one after the other; Compose stops the old before it starts the new.`,
    fix: 'Expect a short break at an update.',
  }),
  'compose/cluster-object': declare<Detail>({
    severity: 'info',
    title: 'Objects for Kubernetes only',
    says: ({ detail }) => `${detail} was added as a Kubernetes object and has no counterpart in Compose.`,
    fix: 'Nothing, or describe it with a construct of this library.',
  }),
  'compose/sandbox': declare<Detail>({
    severity: 'info',
    title: 'A sandbox runs at its provider, not beside the services',
    says: ({ detail }) => `The sandbox ${detail} is a template among the outputs; no service runs it.`,
    fix: 'Build the template with the tool of the provider.',
  }),
  'compose/overlay': declare<Detail & { readonly name: string }>({
    severity: 'error',
    title: 'A difference that no overlay can express',
    says: ({ name, detail }) => `The overlay "${name}" cannot be written: ${detail}.`,
    expected: 'a variant that adds to the stack or changes what it has',
    fix: 'Let the variant keep what the stack has, or ship it as a stack of its own.',
  }),
  'compose/sidecar': declare<Detail>({
    severity: 'info',
    title: 'Compose has no pods',
    says: ({ detail }) => `On Kubernetes it is a container in each pod of ${detail}; in Compose it is a service of its own, one for all replicas.`,
    fix: 'Nothing.',
  }),
  'compose/propagation': declare<Detail>({
    severity: 'info',
    title: 'A mount that shows in other containers takes a directory of the host',
    says: ({ detail }) => `What is mounted in ${detail} is shared by a directory of the Compose host, which has to be in a shared mount.`,
    fix: 'Name the directory in .env; `findmnt -no PROPAGATION --target DIRECTORY` says whether its mount is shared.',
  }),
  'compose/restart-delay': declare<Detail>({
    severity: 'info',
    title: 'The engine chooses the time between two attempts',
    says: ({ detail }) => `${detail} are asked for; the engine makes as many attempts, 0.1 s apart at first, then twice as long each time.`,
    fix: 'Nothing; Swarm keeps to the delay.',
  }),
  'compose/rolling-update': declare<Detail>({
    severity: 'info',
    title: 'Compose replaces all replicas at once',
    says: ({ detail }) => `${detail} is written to deploy.update_config, which Swarm follows and Compose passes over.`,
    fix: 'Expect a short break at an update.',
  }),
  'compose/metrics': declare<Detail>({
    severity: 'info',
    title: 'A Prometheus outside the project',
    says: ({ detail }) => `The labels say where ${detail} is; a Prometheus has to find them and to join the workload's network.`,
    fix: 'Attach the Prometheus to the network `<project>_<workload>`, and use Docker service discovery.',
  }),
  'compose/autoscaling': declare<Detail>({
    severity: 'info',
    title: 'Compose does not scale by itself',
    says: ({ detail }) => `Kubernetes runs ${detail} as they are needed; Compose runs the smallest number.`,
    fix: 'Use `docker compose up --scale` by hand.',
  }),
  'compose/schedule': declare<Detail>({
    severity: 'info',
    title: 'Compose has no scheduler',
    says: ({ detail }) => `Kubernetes runs it at ${detail}; in Compose it is in the profile "scheduled" and runs once, when it is asked for.`,
    fix: 'Let the host\'s cron call `docker compose run --rm` with the name of the task.',
  }),
  'compose/patch': declare<Detail>({
    severity: 'error',
    title: 'A patch that did not change anything',
    says: ({ detail }) => `The patch had no effect: ${detail}.`,
    expected: 'a path that exists in the service, and a value other than the one that is there',
    fix: 'Look at the synthesized service and correct the patch, or remove it.',
  }),
  'compose/fragment': declare<Detail>({
    severity: 'error',
    title: 'A fragment that overwrites what the model says',
    says: ({ detail }) => `The fragment also has ${detail}.`,
    expected: 'services, networks, volumes and configs with names of their own',
    fix: 'Use compose.customize on the workload to change what the model says.',
  }),
} as const;
