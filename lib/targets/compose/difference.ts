import type { WrittenService } from './document';

/** How Compose merges a list of a second file into that of the first. */
interface ListRule {
  /** Items with the same key take each other's place; without keys the second list takes the place of the first. */
  readonly key?: (item: unknown) => string;
}

const REPLACED: ListRule = {};
const BY_TEXT: ListRule = { key: (item) => JSON.stringify(item) };
const BY_TARGET: ListRule = { key: (item) => String((item as { target?: unknown }).target) };
const BY_PATH: ListRule = { key: (item) => String((item as { path?: unknown }).path) };
/** `/tmp:size=64m` and `/tmp:size=1m` are one: Compose compares what stands before the first `=`. */
const BY_ASSIGNMENT: ListRule = { key: (item) => String(item).split('=')[0] };

type ListAttribute = { [K in keyof WrittenService]-?: Extract<WrittenService[K], readonly unknown[]> extends never ? never : K }[keyof WrittenService];

/** The lists of a service that this library writes, each of which has a rule; of any other nothing is known, so it cannot differ. */
const LISTS: Readonly<Record<ListAttribute | 'healthcheck.test', ListRule>> = {
  command: REPLACED,
  entrypoint: REPLACED,
  'healthcheck.test': REPLACED,
  cap_add: BY_TEXT,
  cap_drop: BY_TEXT,
  configs: BY_TARGET,
  devices: BY_TEXT,
  env_file: BY_PATH,
  group_add: BY_TEXT,
  networks: BY_TEXT,
  ports: BY_TEXT,
  post_start: BY_TEXT,
  pre_stop: BY_TEXT,
  profiles: BY_TEXT,
  secrets: BY_TARGET,
  security_opt: BY_TEXT,
  tmpfs: BY_ASSIGNMENT,
  volumes: BY_TARGET,
};

/** Part of a Compose file. */
export type Fragment = Record<string, unknown>;

/** What a second file has to say so that Compose makes `variant` of `base`, and where no second file can. */
export interface Difference {
  readonly fragment: Fragment;
  readonly impossible: readonly string[];
}

/** The difference of two documents under Compose's own rules for several files. */
export function composeDifference(base: object, variant: object): Difference {
  const impossible: string[] = [];
  return { fragment: mappings(base as Fragment, variant as Fragment, [], impossible), impossible };
}

function mappings(base: Fragment, variant: Fragment, path: readonly string[], impossible: string[]): Fragment {
  const fragment: Fragment = {};
  for (const key of Object.keys(base)) if (!(key in variant)) impossible.push(`it would have to remove ${[...path, key].join('.')}`);
  for (const [key, value] of Object.entries(variant)) {
    if (!(key in base)) fragment[key] = value;
    else if (JSON.stringify(base[key]) !== JSON.stringify(value)) {
      const changed = changes(base[key], value, [...path, key], impossible);
      if (changed !== undefined) fragment[key] = changed;
    }
  }
  return fragment;
}

function changes(base: unknown, variant: unknown, path: readonly string[], impossible: string[]): unknown {
  if (Array.isArray(base) && Array.isArray(variant)) return lists(base, variant, path, impossible);
  if (isMapping(base) && isMapping(variant)) {
    const fragment = mappings(base, variant, path, impossible);
    return Object.keys(fragment).length > 0 ? fragment : undefined;
  }
  if (isCollection(base) || isCollection(variant)) impossible.push(`${path.join('.')} is of another kind`);
  return variant;
}

function lists(base: readonly unknown[], variant: readonly unknown[], path: readonly string[], impossible: string[]): unknown[] | undefined {
  const rule = ruleOf(path);
  if (!rule) impossible.push(`how Compose merges ${path.join('.')} is not known`);
  const key = rule?.key;
  if (!key) return [...variant];
  const before = new Map(base.map((item) => [key(item), JSON.stringify(item)]));
  const after = new Set(variant.map(key));
  for (const [name] of before) if (!after.has(name)) impossible.push(`it would have to remove ${name} from ${path.join('.')}`);
  const added = variant.filter((item) => before.get(key(item)) !== JSON.stringify(item));
  return added.length > 0 ? added : undefined;
}

/** What Compose makes of two files, in the order of `docker compose -f base -f overlay`. */
export function mergeCompose(base: Fragment, overlay: Fragment, path: readonly string[] = []): Fragment {
  const merged: Fragment = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    const before = base[key];
    if (isMapping(before) && isMapping(value)) merged[key] = mergeCompose(before, value, [...path, key]);
    else if (Array.isArray(before) && Array.isArray(value)) merged[key] = mergeLists(before, value, [...path, key]);
    else merged[key] = value;
  }
  return merged;
}

function mergeLists(base: readonly unknown[], overlay: readonly unknown[], path: readonly string[]): unknown[] {
  const key = ruleOf(path)?.key;
  if (!key) return [...overlay];
  const items = new Map(base.map((item) => [key(item), item]));
  for (const item of overlay) items.set(key(item), item);
  return [...items.values()];
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isMapping(value: unknown): value is Fragment {
  return isCollection(value) && !Array.isArray(value);
}

function ruleOf([section, , ...attribute]: readonly string[]): ListRule | undefined {
  return section === 'services' ? (LISTS as Readonly<Record<string, ListRule | undefined>>)[attribute.join('.')] : undefined;
}
