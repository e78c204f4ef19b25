import { at, fields, mappings, text, texts, type Fields } from '../../lib/verify/untyped';

/** What Compose makes of a project while some profiles are active. */
export interface ActiveProject {
  readonly document: unknown;
  /** Why it would refuse to start it. */
  readonly faults: readonly string[];
}

/**
 * The project as Compose has it while these profiles are active, written without profiles: services that are off are not
 * there, nor what they alone use. What runs at times of its own stays, in the profile `scheduled`: `run` finds it.
 */
export function activeProject(document: unknown, active: readonly string[]): ActiveProject {
  const faults: string[] = [];
  const isOn = ({ profiles }: Fields): boolean => profiles === undefined || texts(profiles).some((profile) => active.includes(profile) || isScheduled(profile, active));
  const isInternal = (network: string): boolean => at(document, 'networks', network, 'internal') === true;
  const services = Object.entries(fields(at(document, 'services'))).map(([name, body]) => [name, fields(body)] as const);
  const off = new Set(services.filter(([, body]) => !isOn(body)).map(([name]) => name));
  const kept = services.filter(([name]) => !off.has(name)).map(([name, body]) => {
    const dependencies = Object.entries(fields(body['depends_on'])).filter(([peer, said]) => {
      if (off.has(peer) && at(said, 'required') !== false) faults.push(`${name} depends on ${peer}, which is off`);
      return !off.has(peer);
    });
    const other = /^service:(.+)$/.exec(text(body['network_mode']) ?? '')?.[1];
    if (other !== undefined && off.has(other)) faults.push(`${name} has the network of ${other}, which is off`);
    const { profiles, depends_on: _dependsOn, networks, ...rest } = body;
    const isAlwaysOff = profiles !== undefined && !texts(profiles).some((profile) => active.includes(profile));
    return [name, {
      ...rest,
      ...(networks !== undefined && { networks: withoutOff(aloneOf(workloadOf(name, services)), networks, off, isInternal) }),
      ...(dependencies.length > 0 && { depends_on: Object.fromEntries(dependencies) }),
      ...(isAlwaysOff && { profiles: ['scheduled'] }),
    }] as const;
  });
  const alone = new Map<string, { internal: boolean }>();
  for (const [name, { networks }] of services) {
    const key = aloneOf(workloadOf(name, services));
    const isCutOff = namesOf(networks).filter((network) => off.has(network)).every(isInternal);
    alone.set(key, { internal: isCutOff && alone.get(key)?.internal !== false });
  }
  const volumes = usedVolumes(kept);
  const before = usedVolumes(services);
  return {
    faults,
    document: {
      ...fields(document),
      services: Object.fromEntries(kept),
      networks: { ...fields(at(document, 'networks')), ...Object.fromEntries(alone) },
      volumes: Object.fromEntries(Object.entries(fields(at(document, 'volumes'))).filter(([name]) => volumes.has(name) || !before.has(name))),
    },
  };
}

function isScheduled(profile: string, active: readonly string[]): boolean {
  return profile === 'scheduled' || active.some((each) => profile === `${each}-scheduled`);
}

/** A network of a workload's own, in the place of those behind which nobody is. */
function aloneOf(workload: string): string {
  return `alone-${workload}`;
}

function namesOf(networks: unknown): readonly string[] {
  return Array.isArray(networks) ? texts(networks) : Object.keys(fields(networks));
}

/** Nobody is behind the network of a service that is off. Whom it lets out it still does, and who has no other is alone. */
function withoutOff(alone: string, networks: unknown, off: ReadonlySet<string>, isInternal: (network: string) => boolean): unknown {
  const names = namesOf(networks);
  const others = names.filter((name) => !off.has(name));
  const isLetOut = names.some((name) => off.has(name) && !isInternal(name));
  const joined = others.length === 0 || isLetOut ? [...others, alone] : others;
  if (Array.isArray(networks)) return joined;
  const said = fields(networks);
  return Object.fromEntries(joined.map((name) => [name, said[name] ?? Object.values(said)[0]]));
}

/** All services of one workload have its name before theirs. */
function workloadOf(service: string, services: readonly (readonly [string, Fields])[]): string {
  const names = services.map(([name]) => name).filter((name) => service === name || service.startsWith(`${name}-`));
  return names.sort((a, b) => a.length - b.length)[0];
}

function usedVolumes(services: readonly (readonly [string, Fields])[]): Set<string> {
  return new Set(services.flatMap(([, body]) => mappings(body['volumes']).flatMap((mount) => (mount['type'] === 'volume' ? [String(mount['source'])] : []))));
}
