import { declare, type Detail } from '../../diagnostics/declaration';

/** What an engine of Compose does, or asks its operator, and no cluster does. */
export const ENGINE_CODES = {
  'kubernetes/chosen-value': declare<Detail>({
    severity: 'info',
    title: 'A field of which the operator chooses the value',
    says: ({ detail }) => `The manifest has what the defaults make of ${detail}: Kubernetes knows no variables there.`,
    fix: 'For another value, give the parameter another default, or patch it in a kustomization over the manifest.',
  }),
  'kubernetes/group-names': declare<Detail>({
    severity: 'warning',
    title: 'Kubernetes knows groups by their numbers only',
    says: ({ detail }) => `Its processes are not in the group ${detail}: nothing in a cluster looks names up in an image.`,
    fix: 'Give the number that the group has in the image; `docker run --rm IMAGE getent group NAME` says it.',
  }),
  'kubernetes/log-driver': declare<Detail>({
    severity: 'info',
    title: 'Who gets the log of a container is the node\'s business',
    says: ({ detail }) => `Compose hands the log to ${detail}; on Kubernetes the container runtime keeps it, and a collector of the cluster takes it from there.`,
    fix: 'Run a collector in the cluster.',
  }),
  'kubernetes/api-socket': declare<Detail>({
    severity: 'warning',
    title: 'A cluster has no engine that a container may ask',
    says: ({ detail }) => `It asks the engine for containers (${detail}), and finds none in a cluster.`,
    fix: 'Run what it starts as workloads of the stack, or give it a service account with a role of its own.',
  }),
  'kubernetes/models': declare<Detail>({
    severity: 'warning',
    title: 'Nothing serves the language models that the engine of Compose serves',
    says: ({ detail }) => `It finds no model: ${detail} is served by the engine of Compose only.`,
    fix: 'Run a model server in both instead, such as new Ollama(stack, "local", { models: [...] }), and take its provider: modelProviders: [local.provider].',
  }),
  'kubernetes/hook-settings': declare<Detail>({
    severity: 'info',
    title: 'What is run beside the program runs as the program does',
    says: ({ detail }) => `On Kubernetes its hooks run as the container does, without what is said of them alone: ${detail}.`,
    fix: 'Nothing if they can do without; several need a shell in the image.',
  }),
  'kubernetes/watch': declare<Detail>({
    severity: 'info',
    title: 'Files of the checkout are watched in Compose only',
    says: ({ detail }) => `\`docker compose watch\` follows changes in ${detail}; a cluster runs the image.`,
    fix: 'Nothing; rebuild the image to see a change on Kubernetes.',
  }),
  'kubernetes/platform-wasm': declare<Detail>({
    severity: 'info',
    title: 'No node is of the platform of WebAssembly',
    says: ({ detail }) => `Its images are of ${detail}, which no node says of itself: it may run on any.`,
    fix: 'Give it a runtimeClass whose RuntimeClass leads to nodes that can run it.',
  }),
  'kubernetes/relabel': declare<Detail>({
    severity: 'info',
    title: 'Directories of a node keep their labels',
    says: ({ detail }) => `What is mounted at ${detail} is not labelled anew: on nodes with SELinux, the label that it has decides who may use it.`,
    fix: 'Nothing without SELinux; otherwise label the directory on the nodes, or set seLinuxOptions through `kubernetes.customize`.',
  }),
  'kubernetes/derived-default': declare<Detail>({
    severity: 'info',
    title: 'A default that is made of other parameters',
    says: ({ detail }) => `It is what the defaults make, ${detail}, until it is changed itself: another value of a parameter in it does not change it.`,
    fix: 'On Kubernetes, change both; or give the other parameter another default, and synthesize again.',
  }),
  'kubernetes/parameter-variable': declare<Detail>({
    severity: 'info',
    title: 'What one variable of Compose sets has several keys',
    says: ({ detail }) => `On Kubernetes it has a key of its own, ${detail}: a change of another parameter of that variable does not change it.`,
    fix: 'Change the keys that are meant.',
  }),
  'kubernetes/required-parameter': declare<Detail>({
    severity: 'info',
    title: 'A parameter that the operator has to give a value',
    says: ({ detail }) => `Kubernetes asks nobody: it has ${detail} from the start, where Compose starts nothing without one.`,
    fix: 'Give it a default for Kubernetes, or add its key to the ConfigMap of the parameters before the pods start.',
  }),
} as const;
