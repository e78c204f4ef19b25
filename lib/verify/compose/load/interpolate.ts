import type { Place } from '../../problem';
import { shown } from '../../untyped';
import { readTemplate } from '../interpolation';
import type { Context, Variables } from './context';
import { hasReference, type Scalar } from './leaf';
import { isMapping, isSequence, Leaf, originOf, type Node } from './node';
import { substitute } from './substitute';

/** What a text stands for in a field that is no text; undefined for one that stands for nothing of the kind. */
type Cast = (text: string) => Scalar | undefined;

const whole: Cast = (text) => (/^[-+]?\d+$/.test(text) ? Number(text) : undefined);
const number: Cast = (text) => (text.trim() === text && text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined);
const umask: Cast = (text) => (/^0[oO]?[0-7]+$/.test(text) ? Number.parseInt(text.replace(/[oO]/, ''), 8) : whole(text));
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, y: true, yes: true, on: true, false: false, n: false, no: false, off: false };
const truth: Cast = (text) => BOOLEANS[text.toLowerCase()];

/** Casts by key; `*` is any key, and any item of a list. */
interface Casts {
  readonly [key: string]: Casts | Cast;
}

const OF_CONTAINERS: Casts = {
  cpu_count: whole, cpu_percent: number, cpu_period: whole, cpu_quota: whole, cpu_rt_period: whole, cpu_rt_runtime: whole, cpus: number, cpu_shares: whole,
  init: truth, networks: { '*': { use_service_name_alias: truth } }, oom_kill_disable: truth, oom_score_adj: whole, pids_limit: whole, privileged: truth,
  read_only: truth, umask, ulimits: { '*': Object.assign((text: string) => whole(text), { hard: whole, soft: whole }) as unknown as Casts },
  volumes: { '*': { read_only: truth, volume: { nocopy: truth } } },
};

const OF_WORKLOADS: Casts = {
  ...OF_CONTAINERS,
  depends_on: { '*': { required: truth, restart: truth } }, healthcheck: { retries: whole, disable: truth }, ports: { '*': { target: whole } }, stdin_open: truth, tty: truth,
};

const OF_SERVICES: Casts = {
  ...OF_WORKLOADS,
  scale: whole,
  pre_start: { '*': OF_CONTAINERS },
  deploy: {
    replicas: whole,
    update_config: { parallelism: whole, max_failure_ratio: number },
    rollback_config: { parallelism: whole, max_failure_ratio: number },
    restart_policy: { max_attempts: whole },
    placement: { max_replicas_per_node: whole },
  },
};

const CASTS: Casts = {
  services: { '*': OF_SERVICES },
  jobs: { '*': OF_WORKLOADS },
  networks: { '*': { external: truth, internal: truth, attachable: truth, enable_ipv4: truth, enable_ipv6: truth } },
  volumes: { '*': { external: truth } },
  secrets: { '*': { external: truth } },
  configs: { '*': { external: truth } },
};

/** A document with its variables replaced, and the texts in fields of other types read. Keys are not looked at. */
export function interpolated(root: Node, variables: Variables, context: Context): Node {
  const walk = (node: Node, place: Place, casts: Casts | Cast | undefined): Node => {
    const below = (key: string): Casts | Cast | undefined => (casts === undefined ? undefined : ((casts as Casts)[Object.hasOwn(casts, key) ? key : '*'] as Casts | Cast | undefined));
    if (isMapping(node)) return node.map((item, key) => walk(item, [...place, key], below(key)));
    if (isSequence(node)) return node.map((item, index) => walk(item, [...place, index], below('*')));
    if (typeof node.value !== 'string') return node;
    const leaf = node.value.includes('$') ? replaced(node, node.value, place, variables, context) : node;
    if (typeof casts !== 'function') return leaf;
    const value = casts(leaf.text);
    if (value !== undefined) return leaf.as(value);
    context.report('project/wrong-type', place, `${shown(leaf.value)} is no ${casts === truth ? 'boolean' : 'number'}`, leaf);
    return leaf;
  };
  return walk(root, [], CASTS);
}

function replaced(node: Leaf, source: string, place: Place, variables: Variables, context: Context): Leaf {
  noteUses(source, node, variables, context);
  const { text, parts, fault, missing } = substitute(source, (name) => variables.get(name));
  if (missing !== undefined) context.report('project/variable', place, fault ?? missing, node);
  else if (fault !== undefined) context.report('project/interpolation', place, fault, node);
  return new Leaf(text, node.spot, hasReference(parts) ? parts : undefined);
}

function noteUses(source: string, node: Leaf, variables: Variables, context: Context): void {
  for (const part of readTemplate(source).parts) {
    if (typeof part === 'string') continue;
    const { name, operand } = part;
    if (!context.used.has(name)) {
      const value = variables.get(name);
      const origin = originOf(node.spot);
      context.used.set(name, { name, ...(value !== undefined && { value }), ...(origin && { origin }) });
    }
    if (operand !== '') noteUses(operand, node, variables, context);
  }
}

