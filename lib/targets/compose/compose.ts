import type { Chart } from 'cdk8s';
import { givenProps, guard, keep } from '../../border/guard';
import type { Reporter } from '../../diagnostics/findings';
import type { ModelCodes } from '../../diagnostics/model-codes';
import type { StackGraph } from '../../model/graph';
import { cdk8sObjectsOf } from '../cdk8s-objects';
import type { OutputFile } from '../output';
import type { Lowered, LoweringContext, OutputJudge, Target } from '../target';
import { withDefaults } from '../settings';
import { checkUnwrittenStacks } from '../unwritten-stacks';
import { checkForCompose } from './check';
import { COMPOSE_CODES, type ComposeCodes } from './codes';
import { composeFiles } from './files';
import { reportStartIntervals } from './healthcheck';
import { PROJECT_JUDGE } from './judge';
import { overlayFiles } from './overlay';
import { reportNewerWords } from './newer-words';
import { lowerProject, type ComposeOutput } from './project';
import { checkSettings, DEFAULT_SETTINGS, knowsStartInterval, type ComposeSettings } from './settings';
import { COMPOSE_SUPPORT } from './support';
import { checkVolumeUsers } from './volume-owner';

/** What the operator of the machines decides, for all stacks. */
export interface ComposeProps {
  /**
   * Image of the services that hand a volume over to its user: it has `sh`, `stat`, `find`, `chown` and `chmod`.
   * @default 'busybox:1.36.1'
   */
  readonly ownerImage?: string;

  /**
   * Image of the services that have the network of a workload with sidecars: it has `tail`.
   * @default 'busybox:1.36.1'
   */
  readonly podImage?: string;

  /**
   * Major version of the oldest Docker Engine that runs the projects. Before 25 it refuses the interval of checks at the
   * start, which is then not written (`compose/start-interval`).
   * @default 25
   */
  readonly engine?: number;

  /**
   * Whether the log of each container is kept in five files of 10 MiB (driver `json-file`), as a kubelet keeps it. With
   * `false` the engine's configuration decides, which without one lets logs grow until the disk is full. `logRotation` of a
   * container goes before.
   * @default true
   */
  readonly logRotation?: boolean;
}

/**
 * A Compose project, one a stack: `compose.yaml`, the files that it mounts, an `.env.example`, and a second Compose file
 * for each overlay.
 *
 * @example
 * const app = new App({ targets: [new Compose()] });
 */
export class Compose implements Target<ComposeOutput, ComposeCodes> {
  public readonly name = 'compose';
  public readonly title = 'Compose';
  public readonly codes = COMPOSE_CODES;
  public readonly support = COMPOSE_SUPPORT;
  public readonly duplicateCode = 'compose/fragment';
  /** @internal */
  public readonly judge: OutputJudge<ComposeOutput> = PROJECT_JUDGE;

  public readonly reportedSettings: Readonly<Record<string, string>>;

  private readonly settings: ComposeSettings;

  public constructor(props: ComposeProps = {}) {
    props = givenProps(Compose, new.target, props);
    keep(this, props);
    this.settings = withDefaults(DEFAULT_SETTINGS, props);
    this.reportedSettings = { engine: String(this.settings.engine) };
  }

  /** @internal */
  public check(graph: StackGraph, findings: Reporter<ModelCodes & ComposeCodes>): void {
    checkSettings(this.settings, graph, findings);
    checkForCompose(graph, findings);
    checkUnwrittenStacks(this, graph, findings);
    checkVolumeUsers(graph, findings);
    reportNewerWords(graph, findings);
    if (!knowsStartInterval(this.settings)) reportStartIntervals(graph, findings);
  }

  /** @internal */
  public lower(graph: StackGraph, context: LoweringContext<ComposeCodes>): ComposeOutput[] {
    for (const { construct, value } of cdk8sObjectsOf(context.chart as Chart)) {
      context.findings.report('compose/cluster-object', construct, { detail: `${value.kind} ${value.metadata.name ?? ''}`.trim() });
    }
    return lowerProject(graph, this.settings, context);
  }

  /** @internal */
  public files(objects: readonly ComposeOutput[], graph: StackGraph): OutputFile[] {
    return composeFiles(objects, graph);
  }

  /** @internal */
  public overlay(name: string, base: Lowered<ComposeOutput>, variant: Lowered<ComposeOutput>, findings: Reporter<ModelCodes & ComposeCodes>): OutputFile[] {
    return overlayFiles(name, base, variant, findings);
  }
}

guard(Compose);
