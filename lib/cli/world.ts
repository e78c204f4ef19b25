/** What a command has around it: the process, or a test. */
export interface World {
  /** Relative paths start from here. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether a person looks at what is printed. */
  readonly isTerminal: boolean;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

/** What the process says to the one who has started it. */
export const EXIT = {
  /** Everything is right, or both outputs are of one application. */
  AGREES: 0,
  /** Something is wrong with what was judged. */
  DIFFERS: 1,
  /** It could not be judged: what was asked for, or what should be read, is not there or makes no sense. */
  UNREADABLE: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
