import { posix } from 'node:path';
import { stringifyDotenv, type DotenvEntry } from '../../emit/dotenv';
import { askedExpressions } from '../../model/connections';
import type { ContainerModel } from '../../model/container';
import { hostAddress, type ExposureModel } from '../../model/endpoint';
import { visitLeaves, type Expression } from '../../model/expression';
import { isForEveryone, octal } from '../../model/file-mode';
import { grouped, isOptional, usesSource, type StackGraph } from '../../model/graph';
import type { ParameterModel, SecretModel } from '../../model/stack';
import { shellArgument } from '../../quoting/shell';
import { changeCommands, secretsInUrls } from '../secret-notes';
import { profileEntries } from './profile-choices';
import { certificateVariable, parameterVariable, portVariable, secretFile, secretFileVariable, sharedMountVariable, sourceVariable } from './variables';

/** Compose reads more into a value without quotes than its characters. */
const QUOTING = [
  "Put a value with $, #, a quote, a backslash or a blank in it between single quotes: NAME='pa$$word #1'. Without them $word is replaced,",
  'and a # behind a blank begins a comment. One with a single quote goes between double quotes, with a backslash before each ", $ and \\.',
];

/** Everything that the operator of the Compose file may or has to set, each with what it does and who uses it. */
export function environmentExample(graph: StackGraph): string {
  const { model } = graph;
  const users = usersOf(graph);
  const inUrl = secretsInUrls(graph);
  const entries: DotenvEntry[] = [];
  const files = secretFileUsers(graph);
  for (const secret of model.secrets) {
    const mounts = files.get(secret.name);
    if (mounts) entries.push({ name: secretFileVariable(secret), comment: secretFileNotes(secret, mounts), required: false, value: secretFile(secret) });
    if (mounts && !users.has(secret.name)) continue;
    const comment = [
      `${secret.optional ? 'Optional' : 'Required'}. ${sentence(secret.description)}${usedBy(users.get(secret.name))}`,
      ...(!secret.optional && isOfProfilesOnly(secret.name, graph) ? ['Compose reads the whole file, so some text has to stand here also where nothing of this runs.'] : []),
      ...(inUrl.has(secret.name) ? ['Letters and digits only: it becomes part of a URL.'] : []),
      ...(secret.hint === undefined ? [] : [`  ${secret.hint}`]),
      ...changeNotes(secret, graph),
    ];
    entries.push({ name: secret.name, comment, required: !secret.optional, ...(secret.optional && { value: '' }) });
  }
  for (const [variable, parameters] of grouped(model.parameters, parameterVariable)) entries.push(parameterEntry(variable, parameters, users, graph));
  // Workloads of which only one can run may have one port, and one variable for it.
  for (const [name, alike] of grouped(hostPorts(graph), ({ variable }) => variable)) {
    const comment = alike.map(({ reach, workload, endpoint }) => `Port of ${reach} where ${workload} answers (${endpoint}).`);
    entries.push({ name, comment, required: false, value: String(alike[0].port) });
  }
  if (usesSource(graph)) {
    entries.push({
      name: sourceVariable(model),
      comment: ["Required. Directory of the system's own checkout, absolute or relative to compose.yaml; images are built and sources mounted from it."],
      required: true,
    });
  }
  for (const [variable, names] of certificateUsers(graph)) {
    entries.push({
      name: variable,
      comment: [`Required. Directory with tls.crt and tls.key, absolute or relative to compose.yaml. Used by ${names.join(', ')}, whose user has to be able to read both.`],
      required: true,
    });
  }
  for (const [variable, names] of propagationUsers(graph)) {
    entries.push({
      name: variable,
      comment: [
        `Required. Directory of this host, absolute, through which ${names.join(', ')} can see what is mounted beside. It has to be in a shared mount,`,
        'as / is on most hosts with systemd: findmnt -no PROPAGATION --target DIRECTORY. If it is not, as root:',
        '  mount --bind DIRECTORY DIRECTORY && mount --make-rshared DIRECTORY',
      ],
      required: true,
    });
  }
  entries.sort((a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1));
  entries.unshift(...profileEntries(graph));
  const what = entries.length === 0 ? 'nothing has to be set.' : 'copy to .env beside compose.yaml and fill in. Lines that are commented out show the default.';
  const optional = [...model.secrets, ...model.parameters].some(({ name }) => isOptional(name, graph));
  const without = 'A line that is commented out and shows no value leaves its variable unset; NAME= sets it, to the empty text.';
  return stringifyDotenv([`${model.name}: ${what}`, ...(optional ? [without] : []), ...(entries.length > 0 ? QUOTING : [])], entries);
}

/** A server that has data knows the old value, and asks for it whatever stands here. */
function changeNotes(secret: SecretModel, graph: StackGraph): string[] {
  const commands = changeCommands(secret, graph, ({ name }, hasInput) => `docker compose exec${hasInput ? ' -T' : ''} ${name}`);
  return commands.length === 0 ? [] : ['Read on an empty volume only. Later, while it runs, before the value here is changed and `docker compose up -d`:', ...commands.map((command) => `  ${command}`)];
}

/** A container that has a secret as a file, and with which permissions. */
interface SecretFileUser {
  readonly workload: string;
  readonly container: ContainerModel;
  readonly mode?: number;
}

function secretFileUsers(graph: StackGraph): Map<string, SecretFileUser[]> {
  return grouped(graph.containers.flatMap(({ container, workload: { name } }) => container.mounts.flatMap((mount) => (mount.kind === 'secret' ? [{ workload: name, container, ...mount }] : []))), ({ secret }) => secret);
}

/**
 * How to make a file that the container's user can read. It is mounted with its owner and mode, and on the host nobody gets to it
 * who may not enter its directory: so everyone may read the file, and nobody else may enter.
 */
function secretFileNotes(secret: SecretModel, users: readonly SecretFileUser[]): string[] {
  const names = [...new Set(users.map(({ workload }) => workload))].sort().join(', ');
  const file = shellArgument(secretFile(secret));
  const directory = shellArgument(posix.dirname(secretFile(secret)));
  const [{ mode: first, container: { security } }, ...others] = users;
  // Who wants it otherwise than another one gets a file that everyone may read.
  const isAsked = others.every((other) => other.mode === first && other.container.security.user === security.user);
  const mode = (isAsked ? first : undefined) ?? 0o444;
  const isOwners = !isForEveryone(mode) && security.user !== undefined && security.user !== 0;
  return [
    `Required: a file, absolute or relative to compose.yaml, that holds the value and nothing else. ${sentence(secret.description)} Used by ${names}.`,
    ...(secret.hint === undefined ? [] : [`  ${secret.hint}`]),
    'In a directory that only you may enter, readable for the user of the container:',
    `  mkdir -p -m 700 ${directory} && printf %s '...' > ${file} && chmod ${octal(mode)} ${file}`,
    ...(isOwners ? [`  chown ${security.user}:${security.group} ${file}    # as root`] : []),
  ];
}

function propagationUsers(graph: StackGraph): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { container: { mounts }, workload: { name } } of graph.containers) {
    for (const mount of mounts) {
      if (mount.kind !== 'propagated' || mount.mounter) continue;
      const variable = sharedMountVariable(mount);
      users.set(variable, [...(users.get(variable) ?? []), name]);
    }
  }
  return users;
}

function certificateUsers(graph: StackGraph): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { container: { mounts }, workload: { name } } of graph.containers) {
    for (const mount of mounts) {
      if (mount.kind !== 'certificate') continue;
      const variable = certificateVariable(mount);
      users.set(variable, [...(users.get(variable) ?? []), name]);
    }
  }
  return users;
}

function hostPorts(graph: StackGraph): { variable: string; port: number; reach: string; workload: string; endpoint: string; path: string }[] {
  return graph.model.workloads.flatMap((workload) =>
    workload.endpoints.flatMap((endpoint) =>
      endpoint.exposure?.port
        ? [{
            variable: portVariable(workload, endpoint, endpoint.exposure.port),
            port: endpoint.exposure.port.default,
            reach: reachOf(endpoint.exposure),
            workload: workload.name,
            endpoint: endpoint.name,
            path: workload.path,
          }]
        : [],
    ),
  );
}

function reachOf(exposure: ExposureModel): string {
  if ((exposure.reach ?? 'loopback') === 'loopback') return "this host's loopback interface";
  return exposure.reach === 'all' ? 'this host, on every network it is on,' : `this host at ${hostAddress(exposure)}`;
}

/** Whether whoever uses a secret may not run. */
function isOfProfilesOnly(secret: string, graph: StackGraph): boolean {
  const users = graph.model.workloads.filter((workload) => askedExpressions(workload, graph).some((expression) => names(expression, secret)));
  return users.length > 0 && users.every(({ profiles }) => profiles !== undefined);
}

function names(expression: Expression, secret: string): boolean {
  let found = false;
  visitLeaves(expression, (leaf) => void (found ||= leaf.kind === 'secret' && leaf.name === secret));
  return found;
}

function usersOf(graph: StackGraph): Map<string, string[]> {
  const users = new Map<string, string[]>();
  if (graph.secrets.size === 0 && graph.parameters.size === 0) return users;
  for (const workload of graph.model.workloads) {
    const names = new Set<string>();
    for (const expression of askedExpressions(workload, graph)) {
      visitLeaves(expression, (leaf) => {
        if (leaf.kind === 'parameter' || leaf.kind === 'secret') names.add(leaf.name);
      });
    }
    for (const name of names) users.set(name, users.get(name) ?? []).get(name)!.push(workload.name);
  }
  return users;
}

/** What one variable sets: usually one parameter, else several that have defaults of their own. */
function parameterEntry(name: string, parameters: readonly ParameterModel[], users: ReadonlyMap<string, readonly string[]>, graph: StackGraph): DotenvEntry {
  const required = parameters.some((parameter) => parameter.required);
  const [{ default: first = '' }, ...more] = parameters;
  const comment = parameters.flatMap((parameter, at) => {
    const { description, chosen, default: value = '' } = parameter;
    const said = `${required && at === 0 ? 'Required. ' : ''}${sentence(description)}${usedBy(users.get(parameter.name))}`;
    if (required) return value === '' ? [said] : [said, `  such as ${value}`];
    return chosen || more.length > 0 ? [said, `  Without a value of its own it is ${chosen ? written(chosen, graph) : value === '' ? 'empty' : value}.`] : [said];
  });
  return required ? { name, comment, required } : { name, comment, required, value: first };
}

/** A text with its variables by their names. */
function written(chosen: Expression, graph: StackGraph): string {
  if (chosen.kind === 'text') return chosen.parts.map((part) => written(part, graph)).join('');
  return chosen.kind === 'literal' ? chosen.text : chosen.kind === 'parameter' ? `\${${parameterVariable(graph.parameters.get(chosen.name)!)}}` : '';
}

function usedBy(users: readonly string[] | undefined): string {
  return users ? ` Used by ${users.join(', ')}.` : ' Nothing uses it.';
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
