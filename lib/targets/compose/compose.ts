import type { Chart } from 'cdk8s';
import { givenProps, guard, keep } from '../../border/guard';
import type { Reporter } from '../../diagnostics/findings';
import type { ModelCodes } from '../../diagnostics/model-codes';
import type { ReportedStep } from '../../diagnostics/report-document';
import type { StackGraph } from '../../model/graph';
import { relocated } from '../../model/registries';
import { cdk8sObjectsOf } from '../cdk8s-objects';
import type { OutputFile } from '../output';
import type { Comparable, Lowered, LoweringContext, OutputJudge, Target } from '../target';
import { withDefaults } from '../settings';
import { checkUnwrittenStacks } from '../unwritten-stacks';
import { checkForCompose } from './check';
import { COMPOSE_CODES, type ComposeCodes } from './codes';
import { composeFiles } from './files';
import { reportStartIntervals } from './healthcheck';
import { PROJECT_JUDGE } from './judge';
import { overlayFiles } from './overlay';
import { reportNewerWords } from './newer-words';
import { documentOf, lowerProject, type ComposeOutput } from './project';
import { checkSettings, DEFAULT_SETTINGS, knowsStartInterval, logRotationOf, type ComposeSettings, type LogFiles } from './settings';
import { composeSteps } from './steps';
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
   * Version of the oldest Compose that reads the files, such as `2.38` or `5.3.1`, from 2.26 on. What it does not know is an
   * error then (`compose/version`), since it would refuse the whole file.
   * @default - 2.26, and what takes a newer one is written all the same and reported (`compose/newer-version`)
   */
  readonly version?: string;

  /**
   * Whether the log of each container is kept in five files of 10 MiB (driver `json-file`), as a kubelet keeps it, or how much
   * of it is (`compose/target-setting`). With `false` the engine's configuration decides, which without one lets logs grow until
   * the disk is full. `logRotation` of a container goes before.
   *
   * @example
   * new Compose({ logRotation: { maxSize: '50m', files: 3 } })
   *
   * @default true
   */
  readonly logRotation?: boolean | LogFiles;
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
    this.reportedSettings = { engine: String(this.settings.engine), ...(this.settings.version !== undefined && { version: this.settings.version }) };
  }

  /** @internal */
  public check(graph: StackGraph, findings: Reporter<ModelCodes & ComposeCodes>): void {
    checkSettings(this.settings, graph, findings);
    checkForCompose(graph, this.settings, findings);
    checkUnwrittenStacks(this, graph, findings);
    checkVolumeUsers(graph, findings);
    reportNewerWords(graph, this.settings, findings);
    if (!knowsStartInterval(this.settings)) reportStartIntervals(graph, findings);
  }

  /** @internal */
  public lower(graph: StackGraph, context: LoweringContext<ComposeCodes>): ComposeOutput[] {
    for (const { construct, value } of cdk8sObjectsOf(context.chart as Chart)) {
      context.findings.report('compose/cluster-object', construct, { detail: `${value.kind} ${value.metadata.name ?? ''}`.trim() });
    }
    this.reportLogs(graph, context.findings);
    const { registries = {} } = graph.model;
    const [ownerImage, podImage] = [this.settings.ownerImage, this.settings.podImage].map((image) => relocated(image, registries));
    return lowerProject(graph, { ...this.settings, ownerImage, podImage }, context);
  }

  /** Says where Compose keeps more or less of a log than a kubelet would. */
  private reportLogs({ containers }: StackGraph, findings: LoweringContext<ComposeCodes>['findings']): void {
    if (typeof this.settings.logRotation === 'boolean') return;
    const kept = logRotationOf(this.settings)!;
    for (const { container, workload } of containers) {
      if (workload.gateway || container.logRotation || container.logDriver) continue;
      const name = container === workload.containers[0] ? workload.name : `${workload.name}-${container.name}`;
      const { maxSize, files } = this.settings.logRotation;
      findings.report('compose/target-setting', container.path, { setting: 'logRotation', detail: `${files} files of ${maxSize} of its log`, differences: [{ workload: name, what: 'log files', compose: `${kept.files} of ${kept.maxSize}` }] });
    }
  }

  /** @internal */
  public files(objects: readonly ComposeOutput[], graph: StackGraph): OutputFile[] {
    return composeFiles(objects, graph);
  }

  /** @internal */
  public steps({ graph }: Lowered<ComposeOutput>, overlay?: string): readonly ReportedStep[] {
    return composeSteps(graph, overlay);
  }

  /** @internal */
  public comparable(objects: readonly ComposeOutput[], graph: StackGraph): Comparable {
    const files = objects.filter(({ section }) => section === 'files').map(({ key, value }) => [key, value as string] as const);
    return { format: 'compose', document: documentOf(objects, graph), files: new Map(files) };
  }

  /** @internal */
  public overlay(name: string, base: Lowered<ComposeOutput>, variant: Lowered<ComposeOutput>, findings: Reporter<ModelCodes & ComposeCodes>): OutputFile[] {
    return overlayFiles(name, base, variant, findings);
  }
}

guard(Compose);
