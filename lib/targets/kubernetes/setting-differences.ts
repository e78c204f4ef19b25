import type { Reporter } from '../../diagnostics/findings';
import { containersOf, type WorkloadModel } from '../../model/workload';
import type { KubernetesCodes } from './codes';
import { lowerPodResources } from './pod-resources';
import type { KubernetesSettings } from './settings';

const ARCHITECTURE = 'kubernetes.io/arch';

/** Says what pods have by settings alone, where Compose has a word for it that nobody has said. */
export function reportPlacement(workload: WorkloadModel, { runtimeClass, nodeSelector = {}, podResources }: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  const report = (setting: string, detail: string, what: string, kubernetes: string): void => {
    const [main, ...others] = containersOf(workload);
    const names = [workload.name, ...others.map(({ name }) => `${workload.name}-${name}`)];
    findings.report('kubernetes/target-setting', main.path, { setting, detail, differences: names.map((each) => ({ workload: each, what, kubernetes })) });
  };
  if (runtimeClass !== undefined && workload.runtimeClass === undefined) report('runtimeClass', `the RuntimeClass ${runtimeClass}`, 'runtime', runtimeClass);
  const ofPod = lowerPodResources(podResources);
  if (ofPod) {
    const differences = (['limits', 'requests'] as const).flatMap((part) => Object.entries(ofPod[part] ?? {}).map(([name, amount]) => ({ workload: workload.name, what: `pod ${name} ${part}`, kubernetes: String(amount) })));
    findings.report('kubernetes/target-setting', workload.path, { setting: 'podResources', detail: `${differences.map(({ what, kubernetes }) => `${what} of ${kubernetes}`).join(', ')}`, differences });
  }
  const architecture = nodeSelector[ARCHITECTURE];
  // No node is of it, so no label is asked for.
  const isOfNoNode = workload.platform?.startsWith('wasi/') ?? true;
  if (architecture !== undefined && isOfNoNode) {
    const system = nodeSelector['kubernetes.io/os'] ?? 'linux';
    report('nodeSelector', `nodes of the architecture ${architecture}`, 'platform', `${system}/${architecture}`);
  }
}
