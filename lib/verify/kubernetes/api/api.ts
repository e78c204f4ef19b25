import { packagedSchema } from '../../packaged-schema';
import { GONE_BEFORE } from './gone';
import type { ApiTable, FieldEntry, FieldFacts, KindFacts, Span, SpannedFacts } from './table';

let loaded: ApiTable | undefined;

/** Read when the first manifest is judged. */
export const apiTable = (): ApiTable => (loaded ??= packagedSchema('kubernetes') as ApiTable);

const minorOf = (release: string): number => Number(release.split('.')[1]);

/** The minor versions that the table knows: 28 for 1.28. */
export const knownMinors = (): readonly number[] => apiTable().releases.map(minorOf);

const holds = ({ since = 0, until = Infinity }: Span, minor: number): boolean => since <= minor && minor <= until;

/** What is known of a kind or a field that a version does not have. */
export interface Elsewhere {
  /** First version that has it, after this one. */
  readonly from?: number;
  /** First version that no longer has it, at or before this one. */
  readonly goneSince?: number;
}

function elsewhere(spans: readonly Span[], minor: number): Elsewhere {
  const later = spans.map(({ since = 0 }) => since).filter((since) => since > minor);
  if (later.length > 0) return { from: Math.min(...later) };
  return { goneSince: Math.max(...spans.map(({ until = 0 }) => until)) + 1 };
}

/** A field of a type in one version, or why it is not there. */
export type FieldState =
  | { readonly is: 'known'; readonly facts: FieldFacts }
  | { readonly is: 'elsewhere'; readonly versions: Elsewhere }
  | { readonly is: 'unknown' };

const UNKNOWN: FieldState = { is: 'unknown' };

/** Facts of a field, by the versions that they hold for. */
export function spansOf(entry: FieldEntry): readonly SpannedFacts[] {
  if (typeof entry === 'string') return [{ type: entry }];
  return isList(entry) ? entry : [entry];
}

const isList = (entry: SpannedFacts | readonly SpannedFacts[]): entry is readonly SpannedFacts[] => Array.isArray(entry);

/** The API of one version of Kubernetes. */
export class KubernetesApi {
  private readonly states = new Map<string, Map<string, FieldState>>();
  private readonly requiredFields = new Map<string, readonly string[]>();

  constructor(readonly minor: number) {}

  kind(apiVersion: string, kind: string): KindFacts | undefined {
    return spansOfKind(apiVersion, kind).find((span) => holds(span, this.minor));
  }

  /** Of a kind that this version does not have and another one has, or had. */
  kindElsewhere(apiVersion: string, kind: string): Elsewhere | undefined {
    const spans = spansOfKind(apiVersion, kind);
    if (spans.length > 0) return elsewhere(spans, this.minor);
    const goneSince = GONE_BEFORE.find((gone) => gone.apiVersion === apiVersion && gone.kinds.includes(kind))?.since;
    return goneSince === undefined ? undefined : { goneSince };
  }

  /** The groups and versions in which this version has a kind of that name, the stable ones first. */
  versionsWith(kind: string): readonly string[] {
    const found = apiTable().kinds.filter((candidate) => candidate.kind === kind && holds(candidate, this.minor)).map(({ apiVersion }) => apiVersion);
    return found.sort((one, other) => Number(/(alpha|beta)\d+$/.test(one)) - Number(/(alpha|beta)\d+$/.test(other)));
  }

  hasType(id: string): boolean {
    return apiTable().types[id] !== undefined;
  }

  field(type: string, name: string): FieldState {
    let states = this.states.get(type);
    if (states === undefined) this.states.set(type, states = new Map<string, FieldState>());
    let state = states.get(name);
    if (state === undefined) states.set(name, state = this.stateOf(apiTable().types[type], name));
    return state;
  }

  private stateOf(fields: Readonly<Record<string, FieldEntry>> | undefined, name: string): FieldState {
    if (fields === undefined || !Object.hasOwn(fields, name)) return UNKNOWN;
    const spans = spansOf(fields[name] ?? []);
    const facts = spans.find((span) => holds(span, this.minor));
    return facts === undefined ? { is: 'elsewhere', versions: elsewhere(spans, this.minor) } : { is: 'known', facts };
  }

  /** The fields that this version knows in a type. */
  fieldsOf(type: string): readonly string[] {
    return Object.keys(apiTable().types[type] ?? {}).filter((name) => this.field(type, name).is === 'known');
  }

  required(type: string): readonly string[] {
    let names = this.requiredFields.get(type);
    if (names === undefined) {
      names = this.fieldsOf(type).filter((name) => {
        const state = this.field(type, name);
        return state.is === 'known' && state.facts.required === true;
      });
      this.requiredFields.set(type, names);
    }
    return names;
  }

  /** The first later version in which nobody has to turn a feature gate on for a field. */
  onFrom(type: string, name: string): number | undefined {
    const entry = apiTable().types[type]?.[name];
    const free = spansOf(entry ?? []).filter(({ off, since = 0 }) => off === undefined && since > this.minor).map(({ since = 0 }) => since);
    return free.length === 0 ? undefined : Math.min(...free);
  }
}

function spansOfKind(apiVersion: string, kind: string): readonly KindFacts[] {
  return kinds().get(`${apiVersion} ${kind}`) ?? [];
}

let byName: Map<string, KindFacts[]> | undefined;

function kinds(): ReadonlyMap<string, readonly KindFacts[]> {
  if (byName !== undefined) return byName;
  byName = new Map();
  for (const facts of apiTable().kinds) {
    const key = `${facts.apiVersion} ${facts.kind}`;
    byName.set(key, [...(byName.get(key) ?? []), facts]);
  }
  return byName;
}

let groups: Set<string> | undefined;

export const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');

/** Whether Kubernetes itself has kinds in the group of this apiVersion, or had. */
export function isBuiltInGroup(apiVersion: string): boolean {
  groups ??= new Set([...apiTable().kinds, ...GONE_BEFORE].map((facts) => groupOf(facts.apiVersion)));
  return groups.has(groupOf(apiVersion));
}

const apis = new Map<number, KubernetesApi>();

/** The API of a minor version; of the nearest one that is known, for any other. */
export function kubernetesApi(minor: number): KubernetesApi {
  const minors = knownMinors();
  const nearest = Math.min(Math.max(minor, minors[0] ?? minor), minors[minors.length - 1] ?? minor);
  let api = apis.get(nearest);
  if (api === undefined) apis.set(nearest, api = new KubernetesApi(nearest));
  return api;
}
