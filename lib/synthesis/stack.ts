import { App as Cdk8sApp, Chart, YamlOutputType } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { belongsTo, given, guard } from '../border/guard';
import { freeId } from '../constructs/identity';
import type { SecretStore } from '../constructs/secret-store';
import { findingsOf, severityOf, type Alike, type Batch } from '../diagnostics/alike';
import { Findings } from '../diagnostics/findings';
import { renderFinding } from '../diagnostics/render';
import { SynthesisError } from '../diagnostics/synthesis-error';
import { recordFault } from '../model/fault';
import { captureTrace, setTrace, type Trace } from '../model/trace';
import { ComposeFragments } from '../targets/compose/fragments';
import type { KubernetesObject } from '../targets/kubernetes/api';
import { DEFAULT_TARGETS } from '../targets/targets';
import type { Target } from '../targets/target';
import { acknowledgedIn } from './acknowledge';
import { analyze, originOf, type Analysis } from './analysis';
import type { ChoiceOptions, StatedChoice } from './choices';
import { guarded } from './final-output';
import { addPolicy, type Policy } from './policies';
import { isStack, markStack, saidOf, targetsOf } from './stack-mark';
import { examinedAlone } from './written';

/** What holds for all of a stack. */
export interface StackProps {
  /**
   * Kubernetes namespace; the stack's manifests create it, with the strictest Pod Security level it can enforce.
   * @default - the stack's id
   */
  readonly namespace?: string;

  /**
   * Labels of all that belongs to it: of its workloads as their own `labels` are, of networks and volumes of Compose, and of
   * every object on Kubernetes.
   * @default - those of the `App`, and what the library says itself
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * The same in any text: labels in Compose, annotations on Kubernetes.
   * @default - those of the `App`, and what the library says itself
   */
  readonly annotations?: { readonly [name: string]: string };

  /**
   * Registries that take the place of others, by the hosts that images name them by; `docker.io` is that of images which name
   * none, `localhost` that of images built under a name that the library made up. An image of such a registry is found below
   * what is given, in all outputs. One whose registry is a parameter stays as it is.
   *
   * @example
   * new Stack(app, 'shop', { registries: { 'docker.io': 'registry.example.com/hub', 'ghcr.io': 'registry.example.com/ghcr' } });
   *
   * @default - those of the `App`, of which each may be said otherwise here
   */
  readonly registries?: { readonly [host: string]: string };

  /**
   * Variable by which the operator of the Compose file names the system's own checkout, from which images are built and
   * sources mounted.
   * @default 'SOURCE_DIR'
   */
  readonly sourceVariable?: string;

  /**
   * Where the cluster finds the secrets' values.
   * @default - the Secret `<stack>-secrets` is created out of band
   */
  readonly secretStore?: SecretStore;

  /**
   * What the stack is written for.
   * @default - the targets of the `App`, otherwise Kubernetes and Compose
   */
  readonly targets?: readonly Target[];
}

/**
 * One application: one Kubernetes namespace and one Compose project, both named by the id.
 *
 * It is a cdk8s chart: raw cdk8s and cdk8s-plus objects may live in it, for Kubernetes only (`compose/cluster-object`),
 * and it works in a plain `cdk8s.App` and with `Testing.synth`, which then give the Kubernetes side.
 *
 * @example
 * const app = new App();
 * const stack = new Stack(app, 'shop');
 * new Redis(stack, 'redis', { persistent: true });
 * app.synth();
 */
export class Stack extends Chart {
  /** Whether a construct is a stack, whichever copy of the package made it. */
  public static isStack(construct: IConstruct): construct is Stack {
    return isStack(construct);
  }

  /** What only the Compose file of this stack has. */
  public readonly compose = new ComposeFragments();

  /** Kubernetes namespace. */
  public override readonly namespace: string;

  /** @internal */
  public readonly _props: StackProps;

  /** @internal */
  public readonly _choices = new Map<string, StatedChoice>();

  /** @internal */
  public readonly _overlays = new Map<string, { readonly variant: Stack; readonly trace: Trace }>();

  public constructor(scope: Construct, id: string, props: StackProps = {}) {
    ({ scope, id, props } = given(Stack, new.target, scope, id, props));
    const namespace = props.namespace ?? id;
    super(scope, freeId(scope, id, new.target), { namespace, labels: { ...saidOf(scope.node, props).labels }, disableResourceNameHashes: true });
    this.namespace = namespace;
    this._props = props;
    setTrace(this, captureTrace(new.target));
    belongsTo(this.compose, this);
    markStack(this);
    this.node.addValidation({ validate: () => this.validateInForeignApp() });
  }

  /** What the stack is written for, in the order of the outputs. */
  public get targets(): readonly Target[] {
    return this._props.targets ?? targetsOf(this.node.root) ?? DEFAULT_TARGETS;
  }

  /**
   * Writes what makes a variant of this stack: `compose.<name>.yaml`, for `docker compose -f compose.yaml -f
   * compose.<name>.yaml`, and a Kustomize component. The variant is a stack with the same id in an app of its own. What
   * no overlay can say is an error (`compose/overlay`): Compose files can add and change, not remove. With profiles, the
   * component is for the default choice.
   *
   * @param name in lower case, as a part of file names
   *
   * @example
   * const variant = new Stack(new App(), 'shop');
   * new Redis(variant, 'redis', { persistent: true });
   * const shop = new Stack(app, 'shop');
   * shop.addOverlay('cache', variant);
   */
  public addOverlay(name: string, variant: Stack): void {
    if (this._overlays.has(name)) {
      const path = this.node.path;
      recordFault(this, { kind: 'conflict', path, what: `the overlay "${name}"`, first: 'one variant', second: 'another', trace: captureTrace(this.addOverlay) });
    }
    this._overlays.set(name, { variant, trace: captureTrace(this.addOverlay) });
  }

  /**
   * States a choice of profiles: what Kubernetes, which has none, gets one whole set of manifests for, in
   * `kubernetes/<stack>/<name>.k8s.yaml`. Compose has all profiles in one file, and `.env.example` names the choices. A stack
   * with profiles that states no choice has one for each profile, besides what runs without any.
   *
   * @param name in lower case, as a part of file names
   *
   * @example
   * stack.addChoice('gpu', { profiles: ['gpu'] });
   * stack.addChoice('cpu', { profiles: ['cpu'], isDefault: true });
   */
  public addChoice(name: string, options: ChoiceOptions): void {
    const trace = captureTrace(this.addChoice);
    const conflict = (what: string, first: string, second: string, firstTrace: Trace): void =>
      recordFault(this, { kind: 'conflict', path: this.node.path, what, first, second, firstTrace, trace });
    const before = this._choices.get(name);
    if (before) conflict(`the choice "${name}"`, 'one set of profiles', 'another', before.trace);
    const [usual] = [...this._choices].filter(([other, stated]) => other !== name && stated.options.isDefault);
    if (options.isDefault && usual) conflict('the default choice', `"${usual[0]}"`, `"${name}"`, usual[1].trace);
    this._choices.set(name, { options, trace });
  }

  /**
   * The Kubernetes objects of the stack as plain data, with its default choice; none if it is not written for Kubernetes.
   *
   * @throws SynthesisError with all findings, if one of them is an error
   */
  public override toJson(): KubernetesObject[] {
    const { analysis, told } = this.byItself();
    const { found, lowered, targets } = analysis;
    const own = new Findings();
    const target = targets.find(({ apiObjects }) => apiObjects);
    const output = target && lowered.get(target.name);
    const objects = output && guarded(target, this.node.path, own, () => target.apiObjects?.(output.objects));
    const settled = acknowledgedIn(this, [found, told, own.together]);
    if (settled.some((batch) => batch.some((alike) => severityOf(alike) === 'error'))) {
      throw new SynthesisError(settled.flatMap(findingsOf), settled.flatMap((batch) => findingsOf(batch.filter(isShown))).map((finding) => renderFinding(finding, originOf(this, analysis, finding.path))));
    }
    return (objects ?? []) as KubernetesObject[];
  }

  /**
   * Adds a rule of the team's own for this stack; one that holds for all stacks is added to the app. In an app of cdk8s this is
   * the only way.
   *
   * @param name in lower case: findings have the code `policy/<name>`, by which they can be acknowledged
   *
   * @example
   * stack.addPolicy('limits-of-replicas', ({ stacks }) =>
   *   stacks.flatMap(({ workloads }) => workloads.filter(({ replicas }) => replicas > 10).map(({ path, replicas }) => (
   *     { construct: path, message: `It has ${replicas} replicas.`, fix: 'Ask the platform team for more than 10.' }))));
   */
  public addPolicy(name: string, policy: Policy): void {
    addPolicy(this, name, policy, this.addPolicy);
  }

  /** A plain cdk8s app knows nothing of findings, but it stops at failed validations before it writes anything. */
  private validateInForeignApp(): string[] {
    const root = this.node.root;
    if (targetsOf(root) || ASKED.has(root)) return [];
    const { analysis, told } = this.byItself();
    const errors = acknowledgedIn(this, [analysis.found, told])
      .flatMap(findingsOf)
      .filter(({ severity }) => severity === 'error')
      .map((finding) => renderFinding(finding, originOf(this, analysis, finding.path)));
    if (root instanceof Cdk8sApp && root.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) {
      errors.push('YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE bypasses Chart.toJson and would lose most objects; use FILE_PER_RESOURCE');
    }
    return errors;
  }

  /** What is known of the stack outside of a run over its app. */
  private byItself(): { readonly analysis: Analysis; readonly told: Batch } {
    const { root } = this.node;
    const isOutermost = !ASKED.has(root);
    ASKED.add(root);
    try {
      const analysis = analyze(this);
      return { analysis, told: examinedAlone(this, analysis).together };
    } finally {
      if (isOutermost) ASKED.delete(root);
    }
  }
}

guard(Stack);

/** Apps of which a stack is asked for what is known of it: cdk8s validates all of an app whenever it makes objects of a chart. */
const ASKED = new WeakSet<IConstruct>();

/** Information goes to the report, not to the terminal. */
export function isShown(alike: Alike): boolean {
  return severityOf(alike) !== 'info';
}
