import type { Chart } from 'cdk8s';
import { Chart as ChartClass } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { callersOf, rememberCalls } from './callers';
import type { ChoiceModel } from './choice';
import { completeChoices, withParameters } from './choice-parameters';
import { byText, compareTexts, connectionsOf } from './connections';
import { isDescribable, StackDraft } from './draft';
import { faultsBelow, recordFault, type Fault } from './fault';
import { grouped } from './graph';
import { withOutsideHosts } from './outside';
import { relocatedContainer, type Registries } from './registries';
import type { SecretStoreModel, SourceModel, StackModel } from './stack';
import { startOrder } from './start-order';
import { MODEL_VERSION } from './version';
import type { MetadataModel } from './word-values';
import { containersOf } from './workload';

/** The model of one stack, and what the model itself must not hold: the constructs behind it. */
export interface Collected {
  readonly model: StackModel;
  readonly faults: readonly Fault[];
  /** Construct of every path that the model names. */
  readonly constructs: ReadonlyMap<string, IConstruct>;
}

export interface CollectOptions {
  readonly namespace: string;
  readonly labels?: MetadataModel;
  readonly annotations?: MetadataModel;
  readonly registries?: Registries;
  readonly source: SourceModel;
  readonly secretStore?: SecretStoreModel;
  readonly choices?: readonly ChoiceModel[];
}

/** Walks the construct tree of a stack once and asks each construct to describe itself. */
export function collect(chart: Chart, options: CollectOptions): Collected {
  const draft = new StackDraft(chart, options.source, options.secretStore);
  const constructs = new Map<string, IConstruct>();
  walk(chart, (construct) => {
    if (!isDescribable(construct)) return;
    constructs.set(construct.node.path, construct);
    try {
      construct._describe(draft);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      recordFault(construct, { kind: 'undescribed', path: construct.node.path, detail });
    }
  });
  const configFiles = new Map(draft.configFiles.map((file) => [file.name, file]));
  const peers = new Map(draft.workloads.map((workload) => [workload.path, workload]));
  const stated = grouped(draft.connections, ({ from }) => from);
  const connections = draft.workloads.flatMap((workload) => connectionsOf(workload, configFiles, peers, stated.get(workload.path) ?? []));
  const order = startOrder(draft.workloads, connections);
  const { labels, annotations, registries, choices = [] } = options;
  const ofStacks = new Map([...draft.ofStacks].map(([construct, peer]) => [peer.path, ChartClass.of(construct).node.path]));
  const names = new Map(draft.workloads.map(({ path, name }) => [path, name]));
  rememberCalls(chart, ofStacks.size === 0 ? [] : connections.filter(({ to }) => ofStacks.has(to)).map(({ from, to, endpoint }) => ({
    of: ofStacks.get(to)!, caller: { to, endpoint, stack: chart.node.id, namespace: options.namespace, workload: names.get(from)! },
  })));
  const callers = callersOf(chart);
  const outside = [...draft.outside, ...draft.ofStacks.values()].sort(byName);
  const resolved = <T>(data: T): T => withOutsideHosts(data, outside);
  const said = (ofStack: MetadataModel | undefined, own: MetadataModel | undefined): MetadataModel => Object.fromEntries(Object.entries({ ...ofStack, ...own }).sort(byText(([name]) => name)));
  // Nobody else has the drafts yet; copies would be objects of another shape to the engine, and what reads both is compiled twice.
  const workloads = resolved(draft.workloads);
  for (const workload of workloads) {
    Object.assign(workload, { startAfter: order.get(workload.path) ?? [] }, labels && { labels: said(labels, workload.labels) }, annotations && { annotations: said(annotations, workload.annotations) });
  }
  if (registries) for (const container of workloads.flatMap(containersOf)) Object.assign(container, relocatedContainer(container, registries));
  const model: StackModel = {
    version: MODEL_VERSION,
    name: chart.node.id,
    path: chart.node.path,
    namespace: options.namespace,
    ...(labels && { labels: said(labels, undefined) }),
    ...(annotations && { annotations: said(annotations, undefined) }),
    ...(registries && { registries }),
    workloads: workloads.sort(byName),
    volumes: resolved(draft.volumes).sort(byName),
    configFiles: resolved(draft.configFiles).sort(byName),
    parameters: resolved(draft.parameters).sort(byName),
    secrets: draft.secrets.sort(byName),
    connections: connections.sort((a, b) => compareTexts(a.from, b.from) || compareTexts(a.to, b.to) || compareTexts(a.endpoint, b.endpoint)),
    ...(outside.length > 0 && { outside }),
    ...(callers.length > 0 && { callers }),
    source: draft.source,
    ...(draft.secretStore && { secretStore: draft.secretStore }),
    ...(draft.sandboxes.length > 0 && { sandboxes: draft.sandboxes.sort(byText((sandbox) => sandbox.name)) }),
    ...(choices.length > 0 && { choices: completeChoices([...choices].sort(byText(({ name }) => name)), draft.parameters) }),
  };
  const parameters = model.choices?.find(({ isDefault }) => isDefault)?.parameters;
  return { model: parameters ? withParameters(model, parameters) : model, faults: faultsBelow(chart), constructs };
}

/** Visits a construct and all below it, except what belongs to a chart of its own. */
function walk(construct: IConstruct, visit: (construct: IConstruct) => void): void {
  const pending: IConstruct[] = [construct];
  for (let next = pending.pop(); next; next = pending.pop()) {
    visit(next);
    for (const child of next.node.children) if (!ChartClass.isChart(child)) pending.push(child);
  }
}

/** Namesakes, which the checks report, come in the order of their paths. */
function byName(a: { readonly name: string; readonly path: string }, b: typeof a): number {
  return compareTexts(a.name, b.name) || compareTexts(a.path, b.path);
}
