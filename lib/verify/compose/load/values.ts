import type { Place } from '../../problem';
import { shown } from '../../untyped';
import type { Context } from './context';
import { textOfScalar, type Scalar } from './leaf';
import { isLeaf, isMapping, isNothing, isSequence, Leaf, Sequence, textIn, type Node } from './node';
import { isFault } from './short-forms';
import { wordsOf } from './words';

/*
 * One form for each value: amounts in bytes, durations as Go writes them, texts where something is a text in the end.
 */

type Value = (node: Node, place: Place, context: Context) => Node;

/** What a scalar is, undefined for one that is none of the kind. */
function valued(read: (value: Scalar) => Scalar | undefined, kind: string): Value {
  return (node, place, context) => {
    if (!isLeaf(node) || node.value === null) return node;
    const value = read(node.value);
    if (value !== undefined) return node.as(value);
    context.report('project/invalid-value', place, `${shown(node.value)} is no ${kind}`, node);
    return node;
  };
}

const text: Value = valued(textOfScalar, 'text');
/** For what is a text also where it is said to be nothing. */
const said: Value = (node) => (isLeaf(node) ? node.as(node.text) : node);

const UNITS: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** Bytes, as text: `64m`, `1.5 GB`, `512KiB`, or a number. */
export function bytesOf(value: Scalar): string | undefined {
  const written = textOfScalar(value);
  if (/^[-+]?\d+$/.test(written)) return String(Number(written));
  const [, amount, unit = ''] = /^(\d+(?:\.\d*)?|\.\d+) ?(b|[kmgtp](?:i?b)?)?$/i.exec(written) ?? [];
  if (amount === undefined) return undefined;
  return String(Math.trunc(Number(amount) * (UNITS[unit.charAt(0).toLowerCase()] ?? 1)));
}

const NANOSECONDS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9, d: 24 * 3600e9, w: 7 * 24 * 3600e9 };

/** A duration, in the form that Go writes: `1m30s`, `500ms`. */
export function durationOf(value: Scalar): string | undefined {
  const written = textOfScalar(value);
  const unsigned = written.replace(/^[-+]/, '');
  if (unsigned === '0') return '0s';
  if (!/^(?:(?:\d+\.?\d*|\.\d+)[a-zµμ]+)+$/.test(unsigned)) return undefined;
  let total = 0;
  for (const [, amount, unit] of unsigned.matchAll(/(\d+\.?\d*|\.\d+)([a-zµμ]+)/g)) {
    if (!Object.hasOwn(NANOSECONDS, unit)) return undefined;
    total += Number(amount) * NANOSECONDS[unit];
  }
  return `${written.startsWith('-') && total > 0 ? '-' : ''}${writtenDuration(Math.round(total))}`;
}

function writtenDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const small = ([['ns', 1], ['µs', 1e3], ['ms', 1e6]] as const).find(([, size]) => nanoseconds < Math.min(size * 1000, 1e9));
  if (small) return `${trimmed(nanoseconds / small[1])}${small[0]}`;
  const minutes = Math.floor(nanoseconds / 60e9);
  const seconds = `${trimmed((nanoseconds - minutes * 60e9) / 1e9)}s`;
  if (minutes === 0) return seconds;
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

const trimmed = (value: number): string => String(Number(value.toFixed(9)));

const bytes = valued(bytesOf, 'amount of bytes');
const duration = valued(durationOf, 'duration');
const cpus = valued((value) => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined), 'number of cpus');
const wholeNumber = valued((value) => (/^[-+]?\d+$/.test(textOfScalar(value)) ? Number(value) : undefined), 'whole number');
const truth = valued((value) => ({ true: true, false: false, y: true, yes: true, on: true, n: false, no: false, off: false })[String(value).toLowerCase()], 'boolean');
const mode = valued((value) => (typeof value === 'number' ? `0${value.toString(8)}` : /^[0-7]+$/.test(String(value)) ? `0${Number.parseInt(String(value), 8).toString(8)}` : undefined), 'mode of a file');
const count = valued((value) => (String(value).toLowerCase() === 'all' ? -1 : /^-?\d+$/.test(String(value)) ? Number(value) : undefined), 'number of devices');

const command: Value = (node, place, context) => {
  if (isSequence(node)) return node.map((item) => text(item, place, context));
  if (!isLeaf(node) || node.value === null) return node;
  const words = wordsOf(node);
  if (!isFault(words)) return words;
  context.report('project/invalid-value', place, words.fault, node);
  return node;
};

const test: Value = (node, place, context) => {
  if (textIn(node) !== undefined) return new Sequence([new Leaf('CMD-SHELL', node.spot), node], node.spot);
  const [first] = isSequence(node) ? node.items : [];
  if (first && !['CMD', 'CMD-SHELL', 'NONE'].includes(textIn(first) ?? '')) context.report('project/invalid-value', place, 'must begin with CMD, CMD-SHELL or NONE', node);
  return node;
};

/** `name=address`, one of each, and addresses without brackets. */
const hosts: Value = (node, place, context) => {
  if (!isSequence(node)) return node;
  const found = new Map<string, Leaf>();
  for (const [index, item] of node.items.entries()) {
    if (!isLeaf(item)) continue;
    const separator = item.text.includes('=') ? item.text.indexOf('=') : item.text.indexOf(':');
    const name = item.text.slice(0, Math.max(separator, 0));
    if (separator === -1 || name === '' || /[:=]/.test(name)) {
      context.report('project/invalid-value', [...place, index], `${shown(item.value)} is no name and address`, item);
      continue;
    }
    for (const address of item.text.slice(separator + 1).split(',')) {
      const bare = /^\[.+\]$/.test(address) ? address.slice(1, -1) : address;
      found.set(`${name}=${bare}`, item.as(`${name}=${bare}`));
    }
  }
  return new Sequence([...found.values()], node.spot);
};

const each = (value: Value): Value => (node, place, context) => {
  if (isSequence(node)) return node.map((item, index) => value(item, [...place, index], context));
  return isMapping(node) ? node.map((item, key) => value(item, [...place, key], context)) : node;
};

const inside = (values: Readonly<Record<string, Value>>): Value => (node, place, context) => (isMapping(node)
  ? node.map((item, key) => (Object.hasOwn(values, key) ? values[key](item, [...place, key], context) : item))
  : node);

/** A variable without a value is none. */
const variables: Value = each((node, place, context) => (isNothing(node) ? node : text(node, place, context)));
const UPDATE = inside({ delay: duration, monitor: duration, parallelism: wholeNumber });
const DEVICES = each(inside({ count, options: each(said) }));
const RESOURCES = inside({ cpus, memory: bytes, pids: wholeNumber, devices: DEVICES });
const GRANT = each(inside({ mode, uid: text, gid: text }));
const RATES = each(inside({ rate: bytes }));

const CONTAINER: Readonly<Record<string, Value>> = {
  command, entrypoint: command, environment: variables, labels: each(said), annotations: each(said), sysctls: each(said), storage_opt: each(said), extra_hosts: hosts,
  mem_limit: bytes, mem_reservation: bytes, memswap_limit: bytes, mem_swappiness: bytes, shm_size: bytes, cpus, stop_grace_period: duration, group_add: each(text),
  configs: GRANT, secrets: GRANT, gpus: DEVICES, user: text, hostname: text,
  volumes: each(inside({ tmpfs: inside({ size: bytes }), bind: inside({ create_host_path: truth }) })),
  logging: inside({ options: each(said) }),
  networks: each(inside({ driver_opts: each(said) })),
  blkio_config: inside({ device_read_bps: RATES, device_write_bps: RATES, device_read_iops: RATES, device_write_iops: RATES }),
};

/** One text, or several. */
const texts: Value = (node, place, context) => (isSequence(node) ? each(said)(node, place, context) : new Sequence([said(node, place, context)], node.spot));

const SERVICE = inside({
  ...CONTAINER,
  provider: inside({ options: each(texts) }),
  expose: each(text),
  ports: each(inside({ published: text })),
  healthcheck: inside({ test, interval: duration, timeout: duration, start_period: duration, start_interval: duration }),
  build: inside({ args: variables, labels: each(said), shm_size: bytes, extra_hosts: hosts, provenance: text, sbom: text, no_cache: truth, pull: truth, privileged: truth, secrets: GRANT }),
  deploy: inside({ labels: each(said), resources: inside({ limits: RESOURCES, reservations: RESOURCES }), update_config: UPDATE, rollback_config: UPDATE, restart_policy: inside({ delay: duration, window: duration }) }),
  pre_start: each(inside(CONTAINER)),
  post_start: each(inside({ command, environment: variables })),
  pre_stop: each(inside({ command, environment: variables })),
});

const RESOURCE = inside({ labels: each(said), driver_opts: each(said), external: truth });

/** An entry of a project with its values in one form. */
export function withValues(element: string, entry: Node, place: Place, context: Context): Node {
  if (element === 'services' || element === 'jobs') return SERVICE(entry, place, context);
  return ['networks', 'volumes', 'configs', 'secrets'].includes(element) ? RESOURCE(entry, place, context) : entry;
}
