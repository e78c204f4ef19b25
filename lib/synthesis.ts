import type { IConstruct } from 'constructs';
import { runChecks } from './checks/run-checks';
import { applyAcknowledgements } from './diagnostics/acknowledge';
import { Findings, type Finding } from './diagnostics/findings';
import { collect } from './model/collect';
import { graphOf } from './model/graph';
import type { StackModel } from './model/stack';
import type { Stack } from './stack';
import { COMPOSE, type ComposeOutput } from './targets/compose/compose-target';
import type { KubernetesObject } from './targets/kubernetes/api';
import { KUBERNETES } from './targets/kubernetes/kubernetes-target';
import { reportLosses, type Hatches } from './targets/target';

/** What synthesis knows of one stack. The outputs are missing when the model has errors: they would be nonsense. */
export interface Analysis {
  readonly model: StackModel;
  readonly kubernetes: KubernetesObject[];
  readonly compose?: ComposeOutput;
  readonly findings: readonly Finding[];
  readonly constructs: ReadonlyMap<string, IConstruct>;
}

/** Called between the phases, for the benchmark. */
export type PhaseListener = (phase: 'collect' | 'check' | 'lower') => void;

/** Collects, checks and lowers one stack. Writes nothing and throws nothing: everything found is in `findings`. */
export function analyze(stack: Stack, onPhase: PhaseListener = () => undefined): Analysis {
  const { model, faults, constructs } = collect(stack, {
    namespace: stack.namespace,
    source: { variable: stack._props.sourceVariable ?? 'SOURCE_DIR' },
    ...(stack._props.secretStore && { secretStore: stack._props.secretStore._describe() }),
  });
  onPhase('collect');
  const findings = new Findings();
  const graph = graphOf(model);
  runChecks(graph, faults, findings);
  onPhase('check');
  if (hasErrors(stack, findings.all)) {
    return { model, kubernetes: [], findings: findings.all, constructs };
  }
  const hatches: Hatches = { construct: (path) => constructs.get(path) };
  for (const target of [KUBERNETES, COMPOSE]) reportLosses(target, graph, findings);
  const kubernetes = KUBERNETES.lower(graph, hatches, findings);
  const compose = COMPOSE.lower(graph, hatches, findings);
  stack.compose._apply(compose.document, stack.node.path, findings);
  reportDuplicates(kubernetes, stack.node.path, findings);
  onPhase('lower');
  return { model, kubernetes, compose, findings: findings.all, constructs };
}

/** Whether anything is wrong that the user has not said is right. */
function hasErrors(stack: Stack, findings: readonly Finding[]): boolean {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && applyAcknowledgements(stack.node.root, errors).some(({ severity }) => severity === 'error');
}

/** The analysis with objects that exist on Kubernetes only. */
export function addKubernetesOnly(analysis: Analysis, objects: readonly KubernetesObject[]): Analysis {
  const findings = new Findings();
  const kubernetes = [...analysis.kubernetes, ...objects];
  for (const { kind, metadata } of objects) {
    findings.report('compose/cluster-object', analysis.model.path, { detail: `${kind} ${metadata.name ?? ''}`.trim() });
  }
  reportDuplicates(kubernetes, analysis.model.path, findings);
  return { ...analysis, kubernetes, findings: [...analysis.findings, ...findings.all] };
}

function reportDuplicates(objects: readonly KubernetesObject[], path: string, findings: Findings): void {
  const seen = new Set<string>();
  for (const { apiVersion, kind, metadata } of objects) {
    const key = `${apiVersion.split('/')[0]} ${kind} ${metadata.namespace ?? ''} ${metadata.name ?? ''}`;
    if (seen.has(key)) findings.report('kubernetes/duplicate-object', path, { detail: `${kind} ${metadata.name ?? ''}` });
    seen.add(key);
  }
}
