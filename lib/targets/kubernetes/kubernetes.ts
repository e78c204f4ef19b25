import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { givenProps, guard, keep } from '../../border/guard';
import type { Reporter } from '../../diagnostics/findings';
import type { ModelCodes } from '../../diagnostics/model-codes';
import type { ReportedStep } from '../../diagnostics/report-document';
import type { Feature } from '../../model/features';
import type { StackGraph } from '../../model/graph';
import { relocated } from '../../model/registries';
import { cdk8sObjectsOf, type Cdk8sObject } from '../cdk8s-objects';
import type { OutputFile } from '../output';
import type { SupportTable } from '../support';
import type { Comparable, Lowered, LoweringContext, OutputJudge, Target } from '../target';
import { withDefaults } from '../settings';
import { checkUnwrittenStacks } from '../unwritten-stacks';
import { checkForKubernetes } from './check';
import { checkFormats } from './check-formats';
import { KUBERNETES_CODES, type KubernetesCodes } from './codes';
import { deliveryMarks } from './delivery';
import { kubernetesHeader } from './header';
import { definitionFiles, manifestJudge, type DefinitionFile } from './judge';
import { fluxFile, kustomizeFiles } from './kustomize';
import { chartFile, manifestFile, type KubernetesOutput } from './manifest';
import { objectName } from './object-name';
import { checkSettings } from './check-settings';
import type { KubernetesProps } from './props';
import { scaledBy } from './scaled';
import { DEFAULT_SETTINGS, kubectlOf, type KubernetesSettings } from './settings';
import { settleHashes } from './settle';
import { lowerStack } from './stack-objects';
import { kubernetesSteps } from './steps';
import { kubernetesSupport } from './support';

/**
 * Kubernetes manifests, one file a stack, and a Kustomize component for each of its overlays.
 *
 * @example
 * const app = new App({ targets: [new Kubernetes({ ingressClass: 'traefik', clusterIssuer: 'letsencrypt' }), new Compose()] });
 */
export class Kubernetes implements Target<KubernetesOutput, KubernetesCodes> {
  public readonly name = 'kubernetes';
  public readonly title = 'Kubernetes';
  public readonly codes = KUBERNETES_CODES;
  public readonly support: SupportTable;
  public readonly gatewayFeatures: ReadonlySet<Feature> = new Set([
    'workload.gateway', 'exposure.public', 'exposure.public-tls', 'exposure.certificate', 'exposure.host-port',
  ]);
  public readonly hasNoProfiles = true;
  public readonly duplicateCode = 'kubernetes/duplicate-object';
  /** @internal */
  public readonly judge: OutputJudge<KubernetesOutput>;

  public readonly reportedSettings: Readonly<Record<string, string>>;

  private readonly settings: KubernetesSettings;
  private readonly definitions: () => readonly DefinitionFile[];

  public constructor(props: KubernetesProps = {}) {
    props = givenProps(Kubernetes, new.target, props);
    keep(this, props);
    this.settings = withDefaults({ ...DEFAULT_SETTINGS, kubectlImage: kubectlOf(props.version ?? DEFAULT_SETTINGS.version) }, props);
    this.support = kubernetesSupport(this.settings);
    this.reportedSettings = { version: this.settings.version };
    this.definitions = definitionFiles(this.settings);
    this.judge = manifestJudge(this.settings, this.definitions);
  }

  /** @internal */
  public check(graph: StackGraph, findings: Reporter<ModelCodes & KubernetesCodes>): void {
    checkSettings(this.settings, this.definitions, graph, findings);
    checkForKubernetes(graph, findings);
    checkUnwrittenStacks(this, graph, findings);
    checkFormats(graph, findings);
  }

  /** @internal */
  public lower(graph: StackGraph, context: LoweringContext<KubernetesCodes>): KubernetesOutput[] {
    const { registries = {} } = graph.model;
    const [waitImage, kubectlImage] = [this.settings.waitImage, this.settings.kubectlImage].map((image) => relocated(image, registries));
    const own = cdk8sObjectsOf(context.chart as Chart);
    const lowered = lowerStack(graph, { ...this.settings, waitImage, kubectlImage }, scaledBy(own, graph), context);
    const mark = deliveryMarks(graph, this.settings);
    for (const { construct, value } of own) mark(value, construct);
    return [...lowered, ...own.map((object) => rawOutput(object, graph.model.namespace))];
  }

  /** @internal */
  public settle(objects: KubernetesOutput[], graph: StackGraph): KubernetesOutput[] {
    return settleHashes(objects, graph);
  }

  /** @internal */
  public files(objects: readonly KubernetesOutput[], graph: StackGraph): OutputFile[] {
    const manifests = manifestFile(graph, objects, kubernetesHeader(graph, this.settings, objects));
    return [manifests, ...(this.settings.delivery === 'flux' ? [fluxFile(manifests)] : [])];
  }

  /** @internal */
  public steps(lowered: Lowered<KubernetesOutput>, overlay?: string): readonly ReportedStep[] {
    return kubernetesSteps(lowered, this.settings, overlay);
  }

  /** @internal */
  public comparable(objects: readonly KubernetesOutput[]): Comparable {
    return { format: 'kubernetes', manifests: objects, version: this.settings.version };
  }

  /** @internal */
  public overlay(name: string, base: Lowered<KubernetesOutput>, variant: Lowered<KubernetesOutput>): OutputFile[] {
    return kustomizeFiles(name, base, variant, this.settings);
  }

  /** @internal */
  public apiObjects(objects: readonly KubernetesOutput[]): unknown[] {
    return objects.map(({ value }) => value);
  }

  /** @internal */
  public chartObjects(chart: IConstruct): KubernetesOutput[] {
    return cdk8sObjectsOf(chart as Chart).map((object) => rawOutput(object));
  }

  /** @internal */
  public chartFiles(chart: IConstruct, objects: readonly KubernetesOutput[]): OutputFile[] {
    return [chartFile(chart.node.id, objects)];
  }
}

guard(Kubernetes);

function rawOutput({ construct, value }: Cdk8sObject, namespace?: string): KubernetesOutput {
  return { name: objectName(value, namespace), construct, origin: 'raw', value };
}
