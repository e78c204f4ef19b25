import type { IConstruct } from 'constructs';
import type { Codes, Declaration } from '../diagnostics/declaration';
import type { Reporter } from '../diagnostics/findings';
import type { ModelCodes } from '../diagnostics/model-codes';
import type { ReportedStep } from '../diagnostics/report-document';
import type { Feature } from '../model/features';
import type { StackGraph } from '../model/graph';
import type { Judgement, Problem, Subject } from '../verify/problem';
import type { OutputFile, OutputObject } from './output';
import type { SupportTable } from './support';

/**
 * A platform that stacks are written for: a value with settings of its own, given to an `App` or a `Stack`. It decides
 * every feature, lowers the model into objects of its own, and says how they stand in files. Nothing else in the product
 * knows a target by name, so one of another package is as good as one of ours.
 *
 * Nothing here throws on a model that has passed the checks; what is thrown all the same becomes a finding
 * (`model/target-failed`) of this target alone.
 */
export interface Target<O extends OutputObject = OutputObject, C extends Codes = Codes> {
  /** Lower-case word: its folder in the output directory, and the first half of its codes. */
  readonly name: string;
  /** How people call it. */
  readonly title: string;
  /** Everything that only this target can find, each code beginning with `<name>/`. */
  readonly codes: C;
  /** What it makes of each feature, under the settings that this value has. */
  readonly support: SupportTable;
  /** All that a gateway comes to, where it is no container; a target that runs one has all of its features. */
  readonly gatewayFeatures?: ReadonlySet<Feature>;
  /**
   * Whether it cannot leave out workloads that have been written: then what each choice of profiles leaves of a stack is
   * lowered and written by itself, with `chosen` in its graph. A target that has profiles gets the stack as a whole.
   */
  readonly hasNoProfiles?: boolean;
  /** What has to be known of its settings to judge what it writes, by name; nothing if missing. */
  readonly reportedSettings?: Readonly<Record<string, string>>;
  /** The code under which two objects of one name are reported; its parameter is a `Detail`. */
  readonly duplicateCode: keyof C & string;

  /** Finds what this target alone cannot carry. Nothing is lowered when one of the findings is an error. */
  check?(graph: StackGraph, findings: Reporter<ModelCodes & C>): void;

  /**
   * Turns a checked model into the target's own objects, in the order in which they are written, and adds what users
   * attached for this target: what escape hatches change, and objects of their own.
   */
  lower(graph: StackGraph, context: LoweringContext<C>): O[];

  /** Decides what depends on the last word about all objects: names and hashes made of content. */
  settle?(objects: O[], graph: StackGraph): O[];

  /** How the objects stand in files. */
  files(objects: readonly O[], graph: StackGraph): OutputFile[];

  /**
   * What an operator runs, in the order of the report: from the directory of the outputs, in a shell. With the other choices of its
   * profiles, for a target that has none. Nothing is said if missing.
   *
   * @param overlay the name by which it is laid over the stack that it is a variant of; missing if it is none
   */
  steps?(lowered: Lowered<O>, overlay?: string): readonly ReportedStep[];

  /** What makes `variant` of `base`, as files to lay over those of the base. */
  overlay?(name: string, base: Lowered<O>, variant: Lowered<O>, findings: Reporter<ModelCodes & C>): OutputFile[];

  /**
   * The objects in the form that cdk8s knows, for a target that has one: what `Stack.toJson` gives and `cdk8s synth` is
   * handed, of the first such target. Its files are the manifests.
   */
  apiObjects?(objects: readonly O[]): unknown[];

  /** The objects of a cdk8s chart that is no stack, for a target that has a use for one. */
  chartObjects?(chart: IConstruct): O[];

  /** How those stand in files. */
  chartFiles?(chart: IConstruct, objects: readonly O[]): OutputFile[];

  /**
   * What is about to be written in the form that outputs are compared in, for a target that writes manifests or a Compose
   * project: where the user has changed one of them, synthesis says in what they are no longer of one application. Nothing is
   * compared if missing.
   */
  comparable?(objects: readonly O[], graph: StackGraph): Comparable;

  /** Looks at what is about to be written wherever its own lowering has not had the last word; missing for one that writes what it is given. */
  readonly judge?: OutputJudge<O>;
}

/** Who knows what the platform would say to what is about to be written. */
export interface OutputJudge<O extends OutputObject = OutputObject> {
  /** Everything that it can find. It does not know what else a platform has, so each may be acknowledged. */
  readonly codes: Readonly<Record<string, Declaration<Judgement>>>;

  /**
   * Judges what the user wrote or changed, and how all of it fits together. Called only if there is such a thing.
   *
   * @param scopes everything that one app writes for the target, the subjects of its problems by their ids
   */
  judge(scopes: readonly JudgedScope<O>[]): readonly Problem[];
}

/** What can be compared with what another target writes. */
export type Comparable =
  | {
    readonly format: 'kubernetes';
    readonly manifests: readonly Subject[];
    /** Of the cluster that they are written for, such as `1.35`. */
    readonly version: string;
  }
  | {
    readonly format: 'compose';
    /** As `compose.yaml` has it. */
    readonly document: unknown;
    /** By their paths beside it. */
    readonly files: ReadonlyMap<string, string>;
  };

/** What is written together of one stack, with one choice of its profiles, or of one chart. */
export interface JudgedScope<O extends OutputObject = OutputObject> {
  /** Missing for a chart that is no stack. */
  readonly graph?: StackGraph;
  /** Whether it only can be referred to: it is judged by itself, or has been. */
  readonly isBeside: boolean;
  readonly objects: readonly JudgedObject<O>[];
}

/** An object, and what it is called once among all that are judged together. */
export interface JudgedObject<O extends OutputObject = OutputObject> {
  readonly id: string;
  readonly object: O;
}

/** What a lowering may look at beside the model. */
export interface LoweringContext<C extends Codes = Codes> {
  /** The cdk8s chart that the model was collected from. */
  readonly chart: IConstruct;
  /** The construct of a path in the model, which carries what users attached to it for one target. */
  construct(path: string): IConstruct | undefined;
  /** Takes what only shows while lowering. */
  readonly findings: Reporter<ModelCodes & C>;
}

/** A stack as one target has it, after the last word. */
export interface Lowered<O extends OutputObject = OutputObject> {
  readonly graph: StackGraph;
  readonly objects: readonly O[];
  /** The same with each other choice of its profiles, for a target that has none; missing if there is no other. */
  readonly otherChoices?: readonly Lowered<O>[];
  /** What an operator runs of it, once the target has said it. */
  readonly steps?: readonly ReportedStep[];
}
