import { checkImageNeeds } from '../../lib/checks/image-needs';
import { isAtOrBelow } from '../../lib/checks/image-place';
import { Findings } from '../../lib/diagnostics/findings';
import type { ContainerModel } from '../../lib/model/container';
import { graphOf } from '../../lib/model/graph';
import type { ImageFactsModel, ImageWrite } from '../../lib/model/image-facts';
import type { StackModel } from '../../lib/model/stack';

/* What the images' checks find once a container is given less than its image is said to need. */

export type KnownContainer = ContainerModel & { readonly image: { readonly facts: ImageFactsModel } };
export type Change = (container: KnownContainer) => Partial<ContainerModel>;

/** The codes that they give a workload of a stack once one of its containers, the main one by default, has been changed. */
export function codesWith(model: StackModel, name: string, change: Change, container = 0): string[] {
  const workloads = model.workloads.map((workload) => {
    if (workload.name !== name) return workload;
    const containers = workload.containers.map((each, at) => (at === container ? { ...each, ...change(each as KnownContainer) } : each));
    return { ...workload, containers: containers as unknown as typeof workload.containers };
  });
  const findings = new Findings();
  checkImageNeeds(graphOf({ ...model, workloads }), findings);
  return findings.all.map(({ code }) => code);
}

export const without = (names: readonly string[]): Change => ({ process }) => ({ process: { ...process, environment: process.environment.filter((variable) => !names.includes(variable.name)) } });

/** Neither a mount nor a variable makes the place of a write. */
export const withoutPlaceOf = ({ path, setBy }: ImageWrite): Change => (container) => ({
  ...(setBy !== undefined && without([setBy])(container)),
  mounts: container.mounts.filter(({ target }) => !isAtOrBelow(path, target)),
});

/** The image does not answer what its health is asked by. */
export const withoutRoutes: Change = ({ image, health }) => {
  if (health?.check.kind !== 'http') return {};
  const { path } = health.check;
  return { image: { ...image, facts: { ...image.facts, routes: image.facts.routes?.filter((route) => route.path !== path) ?? [] } } };
};
