import { classOf, isOf } from './brand';
import { isValue } from '../model/value';
import type { Shape } from './notation';
import { plusRemedy } from './plus-remedy';

/** What to write in place of a value that is wrong at this very place, where people expect something else of it. */
export function remedyAt(field: string, value: unknown): string | undefined {
  const isChosen = typeof value === 'string' ? value.includes('$') : isValue(value);
  if (!isChosen) return undefined;
  if (field.startsWith('"port" of Publish.')) return "Write the number that it has unless the operator says otherwise, and the variable by which he does: Publish.onHostPort(8080, { variable: 'PORT' }).";
  if (!field.startsWith('"port"')) return undefined;
  return 'Write the number on which the program in the container listens: the Service, its NetworkPolicy, the probes and all peers need one number, which nobody can choose later. What the operator may choose is the port of the host: '
    + "publish: Publish.onHostPort(8080, { variable: 'PORT' }).";
}

/** What to write in place of a wrong value. */
export function remedy(shape: Shape, value: unknown): string {
  if (value === undefined || value === null) return absent(shape);
  if (typeof value === 'number' && Number.isNaN(value)) return 'Look where the number is calculated: Number() of a variable that is not set gives NaN. Give a default: Number(process.env.PORT ?? 8080).';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'Correct the calculation that it comes from.';
  if (value instanceof Promise) return 'Await it before it is given.';
  if (value instanceof Date && takes(shape, 'string')) return 'Write it as text, such as date.toISOString(); a date of the synthesis changes the outputs with every run.';
  return plusRemedy(value) ?? typed(shape, value) ?? 'Correct the value.';
}

/** Of several things that would be right, the first that somebody may have had in mind. */
function typed(shape: Shape, value: unknown): string | undefined {
  const own = ofType(shape, value) ?? meant(shape, value);
  if (own !== undefined || shape.kind !== 'union' || takes(shape, 'string')) return own;
  for (const each of shape.of) {
    const found = typed(each, value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function absent(shape: Shape): string {
  if (takes(shape, 'string')) return 'Give it a text; if it comes from process.env, a default: process.env.NAME ?? "text". What the operator is to give is a Parameter or a Secret.';
  return 'Give it, or leave it out if it is optional; look whether the variable that it comes from has a value.';
}

/** By the types alone: what somebody who writes this has in mind. */
function ofType(shape: Shape, value: unknown): string | undefined {
  if (typeof value === 'function') return 'Call it, and give what it returns.';
  if (takes(shape, 'string') && classOf(value) === 'Endpoint') return 'Give its url(), authority, host or port.';
  if (takes(shape, 'string') && classOf(value) !== undefined) return 'Give what the program is to read, such as the url() of an endpoint.';
  if (shape.kind === 'list' && !Array.isArray(value)) return list(shape.of, value);
  if (takes(shape, 'string') && (typeof value === 'bigint' || typeof value === 'symbol')) return 'Write it as text: String(value).';
  if (takes(shape, 'string') && typeof value === 'object') return Array.isArray(value) ? 'Join it to one text: list.join(",").' : 'Write it as text, such as JSON.stringify(value), or its parts one by one.';
  if (takes(shape, 'string') && (typeof value === 'number' || typeof value === 'boolean')) return `Write it as text: '${value}'.`;
  if (shape.kind === 'number' && typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? `Write it as a number: ${value}.` : 'Write it as a number.';
  if (shape.kind === 'boolean') return value === 'false' || value === 0 ? 'Write false.' : 'Write true or false, without quotation marks.';
  return undefined;
}

function list(of: Shape, value: unknown): string {
  if (typeof value !== 'string' || !takes(of, 'string')) return 'Put it into a list: [...].';
  return `Write one element a word: [${value.split(/\s+/).map((word) => `'${word}'`).join(', ')}].`;
}

/** Where text or a number stands for an object of ours, or one of ours for another. */
function meant(shape: Shape, value: unknown): string | undefined {
  const name = 'name' in shape ? shape.name : '';
  const ours = OF_OURS[name]?.find(([isMeant]) => isMeant(value));
  if (ours) return ours[1];
  if (name === 'Image' && typeof value === 'string') return `Write Image.fromReference('${value}').`;
  if (name === 'ISize' && typeof value === 'object' && value !== null && 'toKibibytes' in value) return 'It is no whole number of KiB: give more, or Size.kibibytes(1).';
  if (name === 'IDuration' && typeof value === 'number') return `Write Duration.seconds(${value}), or another unit.`;
  if (name === 'IDuration' && typeof value === 'string') return `Write ${amount(value, DURATIONS, 'Duration') ?? 'Duration.seconds(30)'}.`;
  if (name === 'ISize' && typeof value === 'number') return `Write Size.gibibytes(${value}), or another unit.`;
  if (name === 'ISize' && typeof value === 'string') return `Write ${amount(value, SIZES, 'Size') ?? 'Size.gibibytes(5)'}.`;
  if (name === 'IMountable' && typeof value === 'string') return 'For data that stays, new Volume(stack, "data", { size }); for a directory of the checkout, SourceDirectory.at("data").';
  if (name === 'Secret' && typeof value === 'string') return 'A secret has no value here: new Secret(stack, "NAME", { description }).';
  if (name === 'Endpoint' && typeof value === 'object') return 'Give one of its endpoints, such as agent.http, or what addEndpoint() returned.';
  if (shape.kind === 'enum' && typeof value === 'string') {
    const member = Object.keys(shape.values).find((each) => each.toLowerCase() === value.toLowerCase());
    return member && `Write ${shape.name}.${member}.`;
  }
  return undefined;
}

const isOur = (name: string) => (value: unknown): boolean => isOf(value, name);
const hasProvider = (value: unknown): boolean => typeof value === 'object' && value !== null && '_served' in value;

/** What to write where one of our objects is given and what it has, or makes, is asked for: by the type that is asked for. */
const OF_OURS: Readonly<Record<string, readonly (readonly [isMeant: (value: unknown) => boolean, fix: string])[]>> = {
  IMountable: [
    [isOur('Secret'), 'Mount its file: secret.asFile().'],
    [isOur('S3FuseVolume'), 'Have the bucket mount itself: bucket.mountIn(workload), instead of an entry in `mounts`.'],
    [isValue, 'Put it into a file: new ConfigFile(stack, "settings", { content }).'],
  ],
  ModelProvider: [[hasProvider, 'Give its provider: local.provider, or ModelProvider.from(local, { keyVariable, baseUrlVariable }).']],
  GatewayModel: [[hasProvider, 'Write GatewayModel.from(local).']],
  Secret: [[isOur('Parameter'), 'A parameter can be read by anybody: new Secret(stack, "NAME", { description }).']],
};

const DURATIONS: readonly (readonly [RegExp, string])[] = [[/^ms$/, 'millis'], [/^s(ec\w*)?$/, 'seconds'], [/^m(in\w*)?$/, 'minutes'], [/^h(ours?)?$/, 'hours']];
const SIZES: readonly (readonly [RegExp, string])[] = [[/^k/i, 'kibibytes'], [/^m/i, 'mebibytes'], [/^g/i, 'gibibytes'], [/^t/i, 'tebibytes']];

/** `5Gi` in the words of this library. */
function amount(text: string, units: typeof SIZES, type: string): string | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text.trim()) ?? [];
  const method = unit === undefined ? undefined : units.find(([pattern]) => pattern.test(unit))?.[1];
  return method && `${type}.${method}(${number})`;
}

/** Whether text would be right. */
function takes(shape: Shape, kind: 'string'): boolean {
  return shape.kind === kind || (shape.kind === 'union' && shape.of.some((each) => takes(each, kind)));
}
