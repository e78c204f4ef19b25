import type { StackGraph } from '../../model/graph';
import type { LoweringContext } from '../target';
import type { KubernetesCodes } from './codes';
import { gatewayEndpoints, type SettingsOf } from './gateway';
import { gatewayOf } from './ingress';
import { CONFIGURED, isKubernetesHatch } from './options';
import type { KubernetesSettings } from './settings';

/** The settings of each workload: what it says itself goes before what the target says. */
export function settingsOfWorkloads({ model }: StackGraph, settings: KubernetesSettings, { construct, findings }: LoweringContext<KubernetesCodes>): SettingsOf {
  const all = new Map(model.workloads.map((workload) => {
    const hatch = construct(workload.path);
    const said = isKubernetesHatch(hatch) ? hatch.kubernetes._settings(workload.path, findings) : {};
    const { gateway } = said;
    if (gateway && gatewayOf({ gateway }) && gatewayEndpoints(workload).length === 0) {
      findings.report('kubernetes/setting', workload.path, { said: CONFIGURED, detail: `gateway is ${JSON.stringify(gateway)}, but nothing of ${workload.name} is published at a host without an ingressClass of its own` });
    }
    return [workload.path, Object.keys(said).length > 0 ? { ...settings, ...said } : settings] as const;
  }));
  return ({ path }) => all.get(path) ?? settings;
}
