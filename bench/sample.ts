/** What a measured process is asked to do. */
export type Task = LoadTask | RunTask | VerifyTask;

/** Loads a module and does nothing with it. */
export interface LoadTask {
  readonly load: Loaded;
}

/** Judges what a synthesis has written. */
export interface VerifyTask {
  readonly verify: string;
}

/** Runs one of the programs once, from loading it to its last file. */
export interface RunTask extends Size {
  readonly program: Program;
  readonly outdir: string;
}

/** How large the application is, and of what shape. */
export interface Size {
  readonly stacks: number;
  /** In each stack. */
  readonly units: number;
  /** Constructs between a stack and its units, one inside of the other. */
  readonly depth: number;
}

export type Loaded = 'cdk8s' | 'library' | 'cdk8s-plus-28';
export type Program = 'ours' | 'hand-written';

export const PHASES = ['require', 'construct', 'lower', 'check', 'emit'] as const;
export type Phase = (typeof PHASES)[number];

/** What one process took: milliseconds of the clock by phase, of the processor in all, and its peak of memory in MiB. */
export interface Sample extends Readonly<Record<Phase | 'total' | 'cpu' | 'memory', number>> {
  /** The npm packages that it has loaded. */
  readonly packages: readonly string[];
}

export type Measure = Exclude<keyof Sample, 'packages'>;
