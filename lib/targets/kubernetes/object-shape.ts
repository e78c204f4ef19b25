import { fingerprint } from '../fingerprint';
import { nearestName } from '../../model/nearest-name';
import type { Controller, Job } from './api';
import type { KubernetesObjects } from './objects';

/** What a callback has left that is no object of Kubernetes, as it is called by people; undefined if there is nothing of the kind. */
export function brokenObject(objects: KubernetesObjects): string | undefined {
  for (const [name, value] of Object.entries(objects) as [string, unknown][]) {
    if (!Object.hasOwn(KNOWN, name)) {
      const near = nearestName(name, Object.keys(KNOWN));
      return `${JSON.stringify(name)}, which is not written${near === undefined ? '' : `; there is ${near}`}`;
    }
    if (value === undefined) {
      if (LISTS.has(name)) return `no list of ${name}`;
      continue;
    }
    if (LISTS.has(name) !== Array.isArray(value)) return `${name} ${Array.isArray(value) ? 'as a list' : 'that are no list'}`;
    for (const object of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const missing = missingPart(object);
      if (missing !== undefined) return `${name} without ${missing}`;
    }
  }
  const missing = [...LISTS].filter((name) => !(name in objects));
  if (missing.length > 0) return `no list of ${missing.join(' or ')}`;
  return (objects.controller as unknown) === undefined ? 'no controller, and so nothing that runs' : undefined;
}

/** The names under which a callback finds the objects of a workload, all of them, or this does not compile. */
const KNOWN: { readonly [K in keyof Required<KubernetesObjects>]: true } = {
  serviceAccount: true, configMaps: true, controller: true, cronJob: true, role: true, roleBinding: true, autoscaler: true, service: true, otherServices: true, networkPolicy: true, egressPolicy: true, podDisruptionBudget: true, ingresses: true, httpRoutes: true,
};

const LISTS: ReadonlySet<string> = new Set(['configMaps', 'otherServices', 'ingresses', 'httpRoutes'] satisfies (keyof KubernetesObjects)[]);

/** A controller as a callback was given it. */
interface GivenController {
  readonly controller: Controller;
  readonly spec: Controller['spec'];
  /** Fingerprint. */
  readonly metadata: string;
}

/** What a callback has changed that is not written: of a scheduled task the CronJob is, which shares the `spec` of the Job. */
export function lostChange({ controller, cronJob }: KubernetesObjects, given: GivenController): string | undefined {
  if (!cronJob) return undefined;
  const instead = (what: string, place: string): string => `another ${what}, but a scheduled task is written as its cronJob; change ${place}`;
  if (controller !== given.controller) return instead('controller', 'cronJob.spec.jobTemplate');
  if (fingerprint(controller.metadata) !== given.metadata) return instead('metadata of the controller', 'cronJob.metadata');
  const isWritten = controller.spec === given.spec || cronJob.spec.jobTemplate.spec === (controller as Job).spec;
  return isWritten ? undefined : instead('spec of the controller', 'cronJob.spec.jobTemplate.spec');
}

/** The first of the parts by which an object is known that it does not have. */
export function missingPart(object: unknown): string | undefined {
  const { apiVersion, kind, metadata } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown; readonly metadata?: { readonly name?: unknown } | null };
  if (typeof apiVersion !== 'string') return 'apiVersion';
  if (typeof kind !== 'string') return 'kind';
  return typeof metadata?.name === 'string' ? undefined : 'metadata.name';
}
