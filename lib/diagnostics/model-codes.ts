import { ADDRESS_CODES } from './address-codes';
import { BORDER_CODES } from './border-codes';
import { declare } from './declaration';
import { IMAGE_CODES } from './image-codes';
import { NETWORK_CODES } from './network-codes';
import { OUTPUT_CODES } from './output-codes';
import { REPLICA_CODES } from './replica-codes';
import { ROUTE_CODES } from './route-codes';
import { CHOICE_CODES } from './choice-codes';
import { STATEMENT_CODES } from './statement-codes';

/** What a finding is about, by its name or value. */
export interface Named {
  readonly value: string;
}

/** A field, and the value that it has. */
export interface AtField {
  readonly field: string;
  readonly value: string | number;
}

/** Mistakes in the description itself, whatever the target. */
export const MODEL_CODES = {
  ...BORDER_CODES,
  'model/invalid-name': declare<Named & { readonly what: string; readonly rule: string }>({
    severity: 'error',
    title: 'A name that one of the targets cannot carry',
    says: ({ what, value, rule }) => `The ${what} is called "${value}", which is not ${rule}.`,
    expected: 'workloads, volumes, config files and endpoints: lower-case letters, digits and single "-"; parameters, secrets and variables: letters, digits and "_"',
    fix: 'Choose a name of that form; it is the same in both outputs.',
  }),
  'model/duplicate-name': declare<Named & { readonly field?: string; readonly what: string; readonly other: string; readonly fix?: string }>({
    severity: 'error',
    title: 'Two things with one name',
    says: ({ what, value, other }) => `The ${what} "${value}" has the same name as ${other}.`,
    expected: 'a name of its own in the stack',
    fix: ({ fix }) => fix ?? 'Give one of the two another id. By the property `name` a workload, volume or config file still has in the outputs the name that you want.',
  }),
  'model/invalid-port': declare<AtField>({
    severity: 'error',
    title: 'A number that is not a port',
    says: ({ field, value }) => `${field} is ${value}.`,
    expected: 'a whole number from 1 to 65535',
    fix: 'Give the port on which the program in the container listens.',
  }),
  'model/duplicate-port': declare<{ readonly value: string; readonly first: string; readonly second: string }>({
    severity: 'error',
    title: 'Two endpoints of one workload on one port',
    says: ({ value, first, second }) => `The endpoints "${first}" and "${second}" are both on ${value}.`,
    expected: 'one endpoint for each port and protocol',
    fix: 'Remove one of the endpoints, or correct its port.',
  }),
  'model/host-port-conflict': declare<{ readonly value: number; readonly other: string }>({
    severity: 'error',
    title: 'Two claims on one port of the Compose host',
    says: ({ value, other }) => `Port ${value} of the host is also claimed by ${other}.`,
    expected: 'a host port of its own for each published endpoint',
    fix: 'Publish one of the two on another port.',
  }),
  'model/invalid-duration': declare<AtField & { readonly rule: string }>({
    severity: 'error',
    title: 'A time that makes no sense where it stands',
    says: ({ field, value, rule }) => `${field} is ${value} ms, but has to be ${rule}.`,
    expected: 'a finite time within the bounds named above',
    fix: 'Correct the amount; Duration.seconds(30) is thirty seconds.',
  }),
  'model/invalid-quantity': declare<AtField & { readonly rule: string }>({
    severity: 'error',
    title: 'An amount that makes no sense where it stands',
    says: ({ field, value, rule }) => `${field} is ${value}, but has to be ${rule}.`,
    expected: 'a finite amount within the bounds named above',
    fix: 'Correct the amount; Size.mebibytes(512) is 512 MiB, cpu 0.5 is half a core.',
  }),
  'model/invalid-image': declare<Named>({
    severity: 'error',
    title: 'A text that is no image reference',
    says: ({ value }) => `The image is "${value}".`,
    expected: '[registry[:port]/]name[:tag][@sha256:digest], the name in lower case',
    fix: ({ value }) =>
      value.includes('${')
        ? 'Where the operator chooses a part, make it a Parameter with a default and write text`example/api:${version}`.'
        : 'Give a reference that `docker pull` accepts, such as "postgres:15-alpine".',
  }),
  ...STATEMENT_CODES,
  ...CHOICE_CODES,
  'model/unpinned-image': declare<Named>({
    severity: 'warning',
    title: 'An image whose content changes under its name',
    says: ({ value }) => `The image "${value}" has ${value.endsWith(':latest') ? 'the tag "latest"' : 'no tag'}: two machines may run different software.`,
    fix: 'Name a version or a digest.',
  }),
  'model/invalid-path': declare<AtField & { readonly rule: string }>({
    severity: 'error',
    title: 'A path that cannot be used where it stands',
    says: ({ field, value, rule }) => `${field} is "${value}", but has to be ${rule}.`,
    expected: 'in containers: absolute and normalized; in the checkout: relative, not climbing out of it',
    fix: 'Correct the path.',
  }),
  'model/duplicate-mount': declare<Named & { readonly other: string }>({
    severity: 'error',
    title: 'Two mounts that get in each other\'s way',
    says: ({ value, other }) => `The mount at "${value}" hides or is hidden by the ${other}.`,
    expected: 'a path of its own for each mount',
    fix: 'Mount one of the two elsewhere.',
  }),
  'model/invalid-replicas': declare<{ readonly value: number; readonly rule: string }>({
    severity: 'error',
    title: 'A number of replicas that cannot run',
    says: ({ value, rule }) => `replicas is ${value}, but ${rule}.`,
    expected: 'a whole number, 0 or more, and 1 for what only one may do',
    fix: 'Correct the number.',
  }),
  'model/invalid-user': declare<AtField>({
    severity: 'error',
    title: 'A user that the hardened default forbids',
    says: ({ field, value }) => `${field} is ${value}.`,
    expected: 'a whole number from 1 to 2147483647; root (0) only with the reason why',
    fix: 'Give the numeric id of the unprivileged user that the image is made for.',
  }),
  'model/unknown-user': declare<Named>({
    severity: 'error',
    title: 'A user by a name of which no numbers are known',
    says: ({ value }) => `The user is "${value}", and the facts of the image state no user and group of that name.`,
    expected: 'the numbers of the user, or a name that the facts of the image have: Kubernetes never looks names up',
    fix: 'Ask the image, `docker run --rm --entrypoint id IMAGE NAME`, and give user: { uid, gid }, or state it in its facts: users: [{ uid, gid, name, source }].',
  }),
  'model/fuse-user': declare<{ readonly value: number | string }>({
    severity: 'error',
    title: 'A file system in user space that its user cannot mount',
    says: ({ value }) => `It mounts file systems in user space as the user ${value}, whose capabilities are not effective.`,
    expected: 'the user 0, with the reason why',
    fix: 'Call runAsRoot(reason): mount(2) needs CAP_SYS_ADMIN to be effective, and only root keeps it across exec.',
  }),
  'model/sidecar': declare<Named & { readonly rule: string }>({
    severity: 'error',
    title: 'A container that cannot run beside its workload',
    says: ({ value, rule }) => `It is to run beside ${value}, but ${rule}.`,
    expected: 'a service or stateful workload of the same stack that the sidecar does not need itself, with a shared directory for each sidecar',
    fix: 'Mount buckets below different directories, such as /results/a and /inputs/b; in a task use S3Mount.inContainer.',
  }),
  'model/wrapped-command': declare<object>({
    severity: 'error',
    title: 'A wrapper that does not know what to start',
    says: () => 'A program of the stack starts the command of this workload, and the command is left to the image.',
    expected: 'a command: whoever replaces the entry point of an image loses its own command too, in both targets',
    fix: 'Give `command`, as the Dockerfile of the image has it.',
  }),
  'model/unresolved-reference': declare<{ readonly what: string; readonly value: string }>({
    severity: 'error',
    title: 'A reference to something outside the stack',
    says: ({ what, value }) => `It refers to the ${what} ${value}, which is not part of this stack.`,
    expected: 'a construct of the same stack, or an endpoint of another stack of the same app',
    fix: 'Create it in this stack; make an ExternalServer of what is not in this app.',
  }),
  'model/start-order-cycle': declare<Named>({
    severity: 'error',
    title: 'Workloads that each wait for the other',
    says: ({ value }) => `Nothing in this circle can be first: ${value}.`,
    expected: 'a start order without circles; references between workloads may be circular',
    fix: 'Remove one of the startAfter calls.',
  }),
  'model/invalid-operation': declare<Named & { readonly field: string; readonly rule: string }>({
    severity: 'error',
    title: 'A way of running that the workload cannot be run in',
    says: ({ field, value, rule }) => `${field} is ${value}, but ${rule}.`,
    expected: 'settings that fit the kind of workload, with amounts within the bounds named above',
    fix: 'Correct the setting, or remove it.',
  }),
  'model/unknown-probe-port': declare<Named & { readonly known: string }>({
    severity: 'error',
    title: 'A health probe on a port that nobody opened',
    says: ({ value, known }) => `The health probe asks the endpoint "${value}"; the workload has ${known}.`,
    expected: 'the name of an endpoint of the same workload',
    fix: 'Open the endpoint with addEndpoint, or name another one in the probe.',
  }),
  'model/invalid-probe': declare<{ readonly value: string; readonly rule: string }>({
    severity: 'error',
    title: 'A health probe that cannot be asked',
    says: ({ value, rule }) => `The health probe is ${value}, but ${rule}.`,
    expected: 'a path that begins with "/", a command with at least one word, a client that speaks the protocol',
    fix: 'Correct the probe.',
  }),
  'model/plain-secret': declare<{ readonly field: string; readonly value: string }>({
    severity: 'error',
    title: 'A secret value in plain text',
    says: ({ field, value }) => `${field} looks like a secret and is given in plain text (${value}).`,
    expected: 'a Secret, whose value never appears in an output',
    fix: 'Use new Secret(stack, "NAME", { description }); if the value is no secret, acknowledge this with the reason.',
    waivable: true,
  }),
  ...ADDRESS_CODES,
  ...NETWORK_CODES,
  'model/start-after-only': declare<Named>({
    severity: 'warning',
    title: 'A start order without a connection',
    says: ({ value }) => `It starts after "${value}" and has no connection to it or to anybody else: a start order alone opens no network.`,
    fix: 'If it calls the other one, refer to the endpoint or call connectTo(endpoint), which gives the order too; otherwise acknowledge this.',
  }),
  'model/start-after-alone': declare<Named>({
    severity: 'info',
    title: 'A start order without a connection, beside connections to others',
    says: ({ value }) => `It starts after "${value}" and has no connection to it: a start order alone opens no network.`,
    fix: 'Nothing if it does not call the other one; otherwise refer to the endpoint or call connectTo(endpoint).',
  }),
  'model/stringified-value': declare<Named>({
    severity: 'error',
    title: 'A value object interpolated into a plain string',
    says: ({ value }) => `The ${value} was turned into a string; it has no text until a target renders it.`,
    expected: 'the value itself, or the text`...` tag for text around it',
    fix: 'Write text`http://${peer.host}` instead of `http://${peer.host}`.',
  }),
  'model/config-value': declare<Named>({
    severity: 'error',
    title: 'A parameter or secret in a config file',
    says: ({ value }) => `The file's content contains ${value}; neither target can put it into a file.`,
    expected: 'hosts, ports and plain text',
    fix: 'Pass it by an environment variable that the program reads.',
  }),
  'model/sandbox-value': declare<AtField>({
    severity: 'error',
    title: 'A value that means nothing in a sandbox',
    says: ({ field, value }) => `The file ${field} of the template contains ${value}, which is known inside the application only.`,
    expected: 'text that is known at synthesis: a sandbox runs at its provider',
    fix: 'Give an address that is reachable from anywhere, as text or as a parameter of the bucket.',
  }),
  'model/overlay': declare<{ readonly name: string; readonly value: string; readonly namespace: string }>({
    severity: 'error',
    title: 'An overlay that does not fit its stack',
    says: ({ name, value, namespace }) => `The overlay "${name}" is made of the stack "${value}" in the namespace "${namespace}".`,
    expected: 'a variant with the id and namespace of the stack, and a name of lower-case letters, digits and "-"',
    fix: 'Create the variant with the same id in an app of its own: new Shop(new App(), "shop", { ... }).',
  }),
  'model/config-too-large': declare<{ readonly value: number }>({
    severity: 'error',
    title: 'A config file that no ConfigMap can hold',
    says: ({ value }) => `The file has ${value} bytes.`,
    expected: 'at most 1000000 bytes',
    fix: 'Put the file into the image.',
  }),
  'model/volume-writers': declare<Named & { readonly writers: string }>({
    severity: 'error',
    title: 'Several writers on a volume for one',
    says: ({ value, writers }) => `The volume "${value}" is mounted by ${writers}.`,
    expected: 'one workload with one replica, or a volume with shared: true',
    fix: 'Set shared: true if the storage class offers ReadWriteMany, or give each its own volume; replicas of a stateful workload have one each with perReplica: true.',
  }),
  'model/memory-backed': declare<{ readonly value: string; readonly limit: string }>({
    severity: 'error',
    title: 'More memory-backed directories than memory',
    says: ({ value, limit }) => `Scratch directories and /dev/shm may take ${value}, the memory limit is ${limit}.`,
    expected: 'scratch and shared memory together below the memory limit',
    fix: 'Raise the memory limit, or use a Volume for what is large.',
  }),
  'model/parameter-default': declare<AtField & { readonly rule: string }>({
    severity: 'error',
    title: 'A default that Compose cannot carry',
    says: ({ field, value, rule }) => `The default of ${field} is ${JSON.stringify(value)}, which ${rule}.`,
    expected: 'a default on one line, with its braces in pairs and none directly behind a "{"',
    fix: 'Use a plain value in place of the parameter, or another default.',
  }),
  'model/invalid-text': declare<{ readonly field: string; readonly what: string }>({
    severity: 'error',
    title: 'A text that no process or file can be given',
    says: ({ field, what }) => `${field} contains ${what}.`,
    expected: 'Unicode text without U+0000',
    fix: 'Remove the character.',
  }),
  'model/empty-command': declare<{ readonly field: string }>({
    severity: 'error',
    title: 'An empty list that the two targets understand differently',
    says: ({ field }) => `The ${field} is an empty list: Compose would clear the image's own, Kubernetes would keep it.`,
    expected: 'at least one word, or no list at all',
    fix: 'Leave it out to keep what the image has, or give the entry point that is to run.',
  }),
  'model/gateway-reference': declare<Named>({
    severity: 'error',
    title: 'A reference to a proxy that is no workload on Kubernetes',
    says: ({ value }) => `It refers to ${value}, which is an Ingress on Kubernetes: nothing answers under its name there.`,
    expected: 'the workload behind the proxy',
    fix: 'Refer to the endpoint that the proxy passes on to, or give the public address as a parameter.',
  }),
  'model/api-url': declare<Named & { readonly rule: string }>({
    severity: 'error',
    title: 'An API address that browsers cannot use',
    says: ({ value, rule }) => `Browsers are told to ask the API at "${value}", but that has to be ${rule}.`,
    expected: 'the address under which browsers reach the API, such as https://notes.example.com',
    fix: 'Give the public address, or ApiUrl.detected(); what the server asks is the endpoint that is given beside it.',
  }),
  'model/supervisor-program': declare<Named & { readonly rule: string }>({
    severity: 'error',
    title: 'A program that supervisord cannot run as described',
    says: ({ value, rule }) => `The program "${value}" cannot run under supervisord: ${rule}.`,
    expected: 'programs with names of their own, on single lines, that are all stopped within the grace period',
    fix: 'Correct the program; give a longer stopGracePeriod, or shorter stopWaits, if it is about stopping.',
  }),
  ...REPLICA_CODES,
  ...ROUTE_CODES,
  ...IMAGE_CODES,
  'model/validation': declare<Named>({
    severity: 'error',
    title: 'A validation of the user\'s own failed',
    says: ({ value }) => value,
    expected: 'what the validation asks for',
    fix: 'See the validation that was added with node.addValidation.',
  }),
  'model/policy-failed': declare<Named & { readonly detail: string }>({
    severity: 'error',
    title: 'A policy that could not be asked',
    says: ({ value, detail }) => `The policy "${value}" cannot be asked: ${detail}.`,
    expected: 'a function that returns a list of findings, each with a message, a fix and the path of a construct, or nothing',
    fix: 'Correct the function. It gets frozen copies of the models and of what is written.',
  }),
  'model/unhardened': declare<Named>({
    severity: 'info',
    title: 'A container with more than the hardened default gives',
    says: ({ value }) => `It is given ${value}.`,
    fix: 'Nothing if it is meant; otherwise give it a user, a limit or mounts where it writes.',
  }),
  'model/contradiction': declare<Named & { readonly rule: string }>({
    severity: 'error',
    title: 'Two statements of which one can be true',
    says: ({ value, rule }) => `Both ${value} and ${rule} are given.`,
    expected: 'one of the two',
    fix: 'Take one of them back.',
  }),
  'model/conflicting-statements': declare<Named & { readonly first: string; readonly second: string; readonly fix?: string }>({
    severity: 'error',
    title: 'One thing that is said twice, and differently',
    says: ({ value, first, second }) => `${value} is ${first}, and here it is ${second}.`,
    expected: 'one statement, or the same one twice',
    fix: ({ fix }) => fix ?? 'Say it in one place; if two things are meant, give each a name of its own.',
  }),
  'model/meaningless-property': declare<Named & { readonly rule: string }>({
    severity: 'error',
    title: 'A property that means nothing where it stands',
    says: ({ value, rule }) => `${value} is given, but ${rule}.`,
    expected: 'properties of the kind of thing that they are given to',
    fix: 'Remove the property, or make it what the property is for.',
  }),
  'model/server-setting': declare<AtField & { readonly rule: string }>({
    severity: 'error',
    title: 'A name or number that the server does not take',
    says: ({ field, value, rule }) => `${field} is ${JSON.stringify(value)}, but has to be ${rule}.`,
    expected: "the server's own rules: names that are not reserved and not too long, whole numbers in their range",
    fix: 'Choose another name or number; nothing has to be quoted or encoded for it.',
  }),
  'model/url': declare<AtField & { readonly rule: string }>({
    severity: 'error',
    title: 'A part of a URL that is none',
    says: ({ field, value, rule }) => `${field} of the URL is ${JSON.stringify(value)}, but has to be ${rule}.`,
    expected: 'a scheme such as "http", and a path that begins with "/"',
    fix: 'Correct the part; users, passwords and paths are encoded where a URL needs it.',
  }),
  'model/no-target': declare<object>({
    severity: 'error',
    title: 'A stack that is written for nothing',
    says: () => 'The list of targets is empty.',
    expected: 'at least one target, such as new Kubernetes() or new Compose()',
    fix: 'Name a target, or leave the property out: then it is written for both.',
  }),
  'model/unused-hatch': declare<Named>({
    severity: 'info',
    title: 'An escape hatch for something that the stack is not written for',
    says: ({ value }) => `It is given callbacks, patches or fragments for ${value}, which the stack is not written for.`,
    fix: 'Nothing if the stack is written for it elsewhere; otherwise remove them.',
  }),
  'model/undecided-feature': declare<Named & { readonly detail: string }>({
    severity: 'warning',
    title: 'A target that knows nothing of what a stack uses',
    says: ({ value, detail }) => `The target ${value} has not decided about ${detail}: it was made for another version of this package.`,
    fix: 'Use a version of the target that was made for this one, or acknowledge it when its output is right without.',
  }),
  'model/target-failed': declare<Named & { readonly detail: string }>({
    severity: 'error',
    title: 'A target that could not do its work',
    says: ({ value, detail }) => `The target ${value} failed: ${detail}`,
    expected: 'a target that reports what it cannot write, and goes on',
    fix: 'See the message; if the target is one of this package, it is a mistake of the package and worth a report.',
  }),
  'model/unwritable': declare<Named & { readonly target: string; readonly origin: string; readonly detail: string }>({
    severity: 'error',
    title: 'Something that no file can hold',
    says: ({ value, target, origin, detail }) => `${target}: ${value} (${origin}) cannot be written: ${detail}.`,
    expected: 'plain data: objects, lists, text, numbers and booleans',
    fix: 'Correct the callback, patch or object that put it there.',
  }),
  ...OUTPUT_CODES,
  'model/unused-acknowledgement': declare<Named>({
    severity: 'warning',
    title: 'An acknowledgement of something that is not there',
    says: ({ value }) => `"${value}" is acknowledged here but was not found here.`,
    fix: 'Remove the acknowledgement.',
  }),
} as const;

/** The findings that are about the description itself. */
export type ModelCodes = typeof MODEL_CODES;
