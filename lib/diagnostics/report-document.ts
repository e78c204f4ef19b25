import type { Aspect } from './aspects';
import type { Severity } from './declaration';

/**
 * `dist/report/<stack>.json`: what was found, and where the outputs differ, as data. Who compares the outputs again holds what
 * he finds against it.
 */
export interface ReportDocument {
  /** Of the document's shape. */
  readonly version: 1;
  readonly stack: string;
  /** What the stack is written for. */
  readonly targets: readonly ReportedTarget[];
  /** What can be chosen of it, first what counts where nobody chooses; missing if it has no profiles. */
  readonly choices?: readonly ReportedChoice[];
  /** Everything that was found, in the order of the report; what is said of several constructs alike is said once. */
  readonly findings: readonly ReportedFinding[];
  /** Everything in which the outputs differ, as the findings say. */
  readonly differences: readonly AnnouncedDifference[];
}

/** A target, and what has to be known of it to judge its output. */
export interface ReportedTarget {
  readonly name: string;
  readonly title: string;
  /** By name: the `version` of the oldest cluster, the `engine` of the oldest machine. */
  readonly settings: { readonly [name: string]: string };
  /** What an operator runs, from the directory of the outputs; missing where there is nothing to run. */
  readonly steps?: readonly ReportedStep[];
}

/** Something that an operator does with the outputs of a target. */
export interface ReportedStep {
  /** For what it is done, in a few words. */
  readonly title: string;
  /** For a shell, one after the other. */
  readonly commands: readonly string[];
}

/** Profiles that are on together. */
export interface ReportedChoice {
  /** Missing for what runs without any profile. */
  readonly name?: string;
  readonly profiles: readonly string[];
  /** What parameters are with it, by their variables in Compose; missing for their defaults. */
  readonly parameters?: { readonly [variable: string]: string };
}

/** A finding without what only a terminal needs. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Why the user accepts it. */
  readonly acknowledged?: string;
  /** Of the constructs that it was found of, in the order of the report. */
  readonly paths: readonly string[];
}

/** Something that the outputs say differently, or that one alone can say. */
export interface AnnouncedDifference {
  /** Name in the outputs of the workload, or of the container of one; empty for what is about none. */
  readonly workload: string;
  readonly aspect: Aspect;
  /** What of it, once in a workload: `replicas`, `env PORT`. */
  readonly what: string;
  /** What Kubernetes has; missing for nothing, or for what is not known. */
  readonly kubernetes?: string;
  /** What Compose has; missing for nothing, or for what is not known. */
  readonly compose?: string;
  /** Of the finding that says so. */
  readonly code: string;
  /** The choice of profiles with which it is so; missing for all with which the workload runs. Empty for the one without a name. */
  readonly choice?: string;
}
