import { withField } from '../../../lib/model/chosen-fields';
import type { ContainerModel } from '../../../lib/model/container';
import type { Expression } from '../../../lib/model/expression';
import type { StackModel } from '../../../lib/model/stack';
import type { WorkloadModel } from '../../../lib/model/workload';

type Text = (expression: Expression) => string | undefined;

/** The model as the operator has it: where he has the last word, what he says stands in place of what it is without him. */
export function asChosen(model: StackModel, text: Text): StackModel {
  const { workloads, volumes } = model;
  return {
    ...model,
    workloads: workloads.map((workload) => withChosenFields(workload, text)),
    volumes: volumes.map((volume) => ({ ...volume, ...(volume.chosenName && { engineName: text(volume.chosenName) }) })),
  };
}

function withChosenFields(workload: WorkloadModel, text: Text): WorkloadModel {
  const [main, ...sidecars] = workload.containers;
  const chosen = fieldsOf(workload, main, text);
  return {
    ...chosen.workload,
    endpoints: workload.endpoints.map((endpoint) => {
      const { exposure } = endpoint;
      return exposure?.chosenAddress ? { ...endpoint, exposure: { ...exposure, address: text(exposure.chosenAddress) } } : endpoint;
    }),
    containers: [chosen.container, ...sidecars.map((sidecar) => fieldsOf(workload, sidecar, text).container)],
    ...(workload.initContainers && { initContainers: workload.initContainers.map((container) => fieldsOf(workload, container, text).container) }),
  };
}

function fieldsOf(workload: WorkloadModel, container: ContainerModel, text: Text): { readonly workload: WorkloadModel; readonly container: ContainerModel } {
  const { image, mounts, chosen = {} } = container;
  const own: ContainerModel = {
    ...container,
    image: image.chosen ? { ...image, reference: text(image.chosen) ?? image.reference } : image,
    mounts: mounts.map((mount) => (mount.kind === 'host-path' && mount.chosen ? { ...mount, path: text(mount.chosen) ?? mount.path } : mount)),
  };
  return Object.entries(chosen).reduce((owner, [field, expression]) => withField(owner, field, text(expression) ?? ''), { workload, container: own });
}
