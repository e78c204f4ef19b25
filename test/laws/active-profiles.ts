import { at, fields, mappings, text, texts, type Fields } from '../schema/untyped';

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
      ...(networks !== undefined && { networks: withoutOff(networks, off, name) }),
      ...(dependencies.length > 0 && { depends_on: Object.fromEntries(dependencies) }),
      ...(isAlwaysOff && { profiles: ['scheduled'] }),
    }] as const;
  });
  const volumes = usedVolumes(kept);
  const before = usedVolumes(services);
  return {
    faults,
    document: {
      ...fields(document),
      services: Object.fromEntries(kept),
      volumes: Object.fromEntries(Object.entries(fields(at(document, 'volumes'))).filter(([name]) => volumes.has(name) || !before.has(name))),
    },
  };
}

function isScheduled(profile: string, active: readonly string[]): boolean {
  return profile === 'scheduled' || active.some((each) => profile === `${each}-scheduled`);
}

/** Nobody is behind the network of a service that is off. What a service is called there stays, on one that it has for itself. */
function withoutOff(networks: unknown, off: ReadonlySet<string>, service: string): unknown {
  if (Array.isArray(networks)) return texts(networks).filter((name) => !off.has(name));
  return Object.fromEntries(Object.entries(fields(networks)).map(([name, joined]) => [off.has(name) ? `${name} without ${service}` : name, joined]));
}

function usedVolumes(services: readonly (readonly [string, Fields])[]): Set<string> {
  return new Set(services.flatMap(([, body]) => mappings(body['volumes']).flatMap((mount) => (mount['type'] === 'volume' ? [String(mount['source'])] : []))));
}
