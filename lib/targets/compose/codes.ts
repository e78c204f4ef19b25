import { declare, type Detail } from '../../diagnostics/declaration';

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
  'compose/setting': declare<Detail>({
    severity: 'error',
    title: 'A setting that no engine takes',
    says: ({ detail }) => `In new Compose({ ... }), ${detail}.`,
    expected: 'image references: [registry[:port]/]name[:tag][@sha256:digest]',
    fix: 'Correct the setting, or leave it out.',
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
  'compose/volume-user': declare<Detail>({
    severity: 'warning',
    title: 'A Compose volume belongs to one user',
    says: ({ detail }) => `It cannot write in Compose: ${detail}. On Kubernetes all containers of the pod are in the group of the volume.`,
    fix: 'Give the containers that write to it the same user, or acknowledge it if this one only reads or makes its directories elsewhere.',
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
  'compose/optional-value': declare<Detail>({
    severity: 'info',
    title: 'A missing value under another name',
    says: ({ detail }) => `Without a value ${detail} is empty in Compose, which hands a variable on under its own name only; Kubernetes does not set it.`,
    fix: 'Give the secret or parameter the name of the variable, or let the program treat an empty value as none.',
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
    says: ({ detail }) => `On Kubernetes ${detail} and the main container are in one pod; in Compose they are services in the network of a third, which never ends.`,
    fix: 'Nothing.',
  }),
  'compose/init-container': declare<Detail>({
    severity: 'info',
    title: 'Compose has no init containers',
    says: ({ detail }) => `${detail}: on Kubernetes it runs before each new pod; in Compose it is a service that runs once at every \`up\`, and not when a container is started anew.`,
    fix: 'Nothing if what it prepares outlives the container, as in a volume.',
  }),
  'compose/shared-scratch': declare<Detail>({
    severity: 'info',
    title: 'Containers of Compose share volumes only',
    says: ({ detail }) => `${detail} is empty in a new pod on Kubernetes; in Compose it is a volume without a limit, which still holds what was there.`,
    fix: 'Nothing if whoever writes there bears that.',
  }),
  'compose/sidecar-replicas': declare<Detail>({
    severity: 'info',
    title: 'Compose runs one of a workload with containers beside it',
    says: ({ detail }) => `Compose runs one of each in place of ${detail}: replicas would all have the network of one.`,
    fix: 'Nothing, or make the container beside it a workload of its own.',
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
    says: ({ detail }) =>
      `${detail} are asked for; the engine makes as many attempts, 0.1 s apart at first, then twice as long each time. After the last one, and after a restart of the engine that found the program ending with 0, it stays down; Kubernetes never gives up.`,
    fix: 'Start it with `docker compose up -d`, or leave `restart` out: then it is always started again.',
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
  'compose/customize': declare<Detail>({
    severity: 'error',
    title: 'A callback that could not do its work',
    says: ({ detail }) => `The callback given to compose.customize was run, but ${detail}.`,
    expected: 'a function that changes the service it is given, and returns when it is done',
    fix: 'Correct the callback at the line named above.',
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

export type ComposeCodes = typeof COMPOSE_CODES;
