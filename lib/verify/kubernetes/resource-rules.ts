import type { Problem } from '../problem';
import { at, fields, shown, type Fields } from '../untyped';
import { inContainer } from './finding';
import type { Cluster, Container, Rule } from './manifests';
import { quantityOf } from './quantity';

const PLAIN_RESOURCE = /^(cpu|memory|ephemeral-storage|hugepages-\S+)$/;
const SMALLEST_MEMORY = 4 * 1024 * 1024;

function* amounts(container: Container, field: 'limits' | 'requests'): Iterable<Problem> {
  const values = fields(at(container.body['resources'], field));
  for (const [name, value] of Object.entries(values)) {
    const amount = quantityOf(value);
    if (amount === undefined) continue;
    const wrong = (detail: string): Problem => inContainer('manifest/resources', container, ['resources', field, name], `${field}: ${detail}`);
    const extended = name.includes('/');
    if (!extended && !PLAIN_RESOURCE.test(name)) yield wrong(`${shown(name)} is not a container resource`);
    if (extended && !Number.isInteger(amount)) yield wrong(`${name} must be a whole number (got ${shown(value)})`);
    if (name === 'cpu' && Math.abs(amount * 1000 - Math.round(amount * 1000)) > 1e-9) yield wrong(`cpu ${shown(value)} is finer than 1m`);
    // `512m` is a valid quantity, but of half a byte: the Compose suffix does not mean mebibytes here.
    if (name === 'memory' && !Number.isInteger(amount)) yield wrong(`memory ${shown(value)} is a fraction of a byte`);
    else if (name === 'memory' && field === 'limits' && amount < SMALLEST_MEMORY) yield wrong(`memory ${shown(value)} is too little for any container`);
  }
}

function* overcommitted(container: Container, requests: Fields, limits: Fields): Iterable<Problem> {
  for (const [name, value] of Object.entries(requests)) {
    const [request, limit] = [quantityOf(value), quantityOf(limits[name])];
    const place = ['resources', 'requests', name];
    if (name.includes('/') && request !== limit) {
      yield inContainer('manifest/resources', container, place, `: ${name} cannot be overcommitted, its request must equal its limit`);
    } else if (request !== undefined && limit !== undefined && request > limit) {
      yield inContainer('manifest/resources', container, place, `requests ${name} ${shown(value)}, more than its limit ${shown(limits[name])}`);
    }
  }
}

function* resources({ pods }: Cluster): Iterable<Problem> {
  for (const container of pods.flatMap((pod) => pod.containers)) {
    yield* amounts(container, 'limits');
    yield* amounts(container, 'requests');
    yield* overcommitted(container, fields(at(container.body['resources'], 'requests')), fields(at(container.body['resources'], 'limits')));
  }
}

/** Requests and limits of containers. */
export const RESOURCE_RULES: readonly Rule[] = [resources];
