/**
 * What is known of an image, started in one way. Each list says all there is: an empty one that there is none, a missing
 * one that nothing is known. Every fact has its source.
 */
export interface ImageFactsModel extends ImageFactLists {
  readonly memory?: ImageMemoryModel;
}

/** How much memory it takes. */
export interface ImageMemoryModel extends ImageFact {
  /** Bytes. */
  readonly size: number;
}

/** What constructs and model say in the same words. */
export interface ImageFactLists {
  /** What sources are relative to: a repository at a commit, or a document. */
  readonly from: string;

  /** Day on which it was read there, such as `2026-11-26`. */
  readonly read: string;

  /**
   * The image of the last `FROM`, whose programs and files it has as well.
   * @default - not known
   */
  readonly base?: ImageBase;

  /**
   * The image's own entry point.
   * @default - not known
   */
  readonly entrypoint?: ImageCommand;

  /**
   * The image's own command.
   * @default - not known
   */
  readonly command?: ImageCommand;

  /**
   * First words of the command that starts what the other facts are about, in an image with several programs.
   * @default - the image's own entry point and command
   */
  readonly program?: ImageCommand;

  /**
   * Set for a program that does its work and ends.
   * @default - it runs until it is stopped
   */
  readonly ends?: ImageFact;

  /**
   * Where it starts; what relative paths are relative to.
   * @default - not known
   */
  readonly workingDirectory?: ImageDirectory;

  /**
   * Users it can run as.
   * @default - not known
   */
  readonly users?: readonly ImageUser[];

  /**
   * Paths it writes, besides `/tmp`.
   * @default - not known
   */
  readonly writes?: readonly ImageWrite[];

  /**
   * Paths that it has and needs: a mount over one of them hides it.
   * @default - not known
   */
  readonly contents?: readonly ImageContent[];

  /**
   * Ports it listens on.
   * @default - not known
   */
  readonly ports?: readonly ImagePort[];

  /**
   * HTTP routes it answers; those that nobody here asks may be left out.
   * @default - not known
   */
  readonly routes?: readonly ImageRoute[];

  /**
   * Variables without which it does not run, or not with every value.
   * @default - not known
   */
  readonly variables?: readonly ImageVariable[];

  /**
   * The image's own HEALTHCHECK.
   * @default - not known
   */
  readonly healthcheck?: ImageHealthcheck;

  /**
   * Programs in it that a check or a command may run.
   * @default - not known
   */
  readonly tools?: readonly ImageTools[];

  /**
   * Set if it has to have a home directory that it can write to.
   * @default - it does not
   */
  readonly home?: ImageFact;

  /**
   * Set if it runs programs or loads libraries that it has put into `/tmp`.
   * @default - it does not
   */
  readonly executableTmp?: ImageFact;
}

/** Something that somebody can look up. */
export interface ImageFact {
  /** File and line below `from`, such as `backend/Dockerfile:24`, or an address of its own, and what follows from it if that is not plain. */
  readonly source: string;
}

/** The image that it is built on. */
export interface ImageBase extends ImageFact {
  /** Such as `nginx:1.27-alpine`. */
  readonly reference: string;
}

/** The words of a command. */
export interface ImageCommand extends ImageFact {
  /** One element a word; empty if it has none. */
  readonly words: readonly string[];
}

/** A directory in it. */
export interface ImageDirectory extends ImageFact {
  /** Absolute. */
  readonly path: string;
}

/** A user as which it works. */
export interface ImageUser extends ImageFact {
  /** Numeric; `any` for an image that works as whatever user it is given. */
  readonly uid: number | 'any';

  /** @default - any */
  readonly gid?: number;

  /**
   * Its name in the image.
   * @default - none, or not known
   */
  readonly name?: string;

  /**
   * Whether the image runs as this user when nothing else is said (`User` of its configuration).
   * @default false
   */
  readonly own?: boolean;

  /**
   * For root: why it has to be, such as "hands its data to user 999 before it becomes that user".
   * @default - it only happens to be
   */
  readonly reason?: string;

  /**
   * For root: user that it becomes once it has started.
   * @default - it stays root
   */
  readonly becomes?: number;
}

/** A path that it writes. */
export interface ImageWrite extends ImageFact {
  /** A directory, absolute. What is below it counts as well. */
  readonly path: string;

  /**
   * Whether the path is that of a file.
   * @default false
   */
  readonly file?: boolean;

  /**
   * Variable that puts it elsewhere; an option of the command, if it begins with `-`.
   * @default - nothing moves it
   */
  readonly setBy?: string;

  /**
   * Whether what it writes has to be there after the container has been replaced.
   * @default false
   */
  readonly persistent?: boolean;

  /**
   * Whether it runs without: it then loses what it would have written.
   * @default false
   */
  readonly optional?: boolean;
}

/** A path that it has and needs. */
export interface ImageContent extends ImageFact {
  /** Absolute. */
  readonly path: string;
}

/** A port on which it answers. */
export interface ImagePort extends ImageFact {
  readonly port: number;

  /** @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp';

  /**
   * Variable that gives it another number; an option of the command, if it begins with `-`.
   * @default - nothing changes it
   */
  readonly setBy?: string;

  /**
   * On which of its addresses: on `loopback` nobody else reaches it, on the one that its `host-name` stands for it does
   * not reach itself by `localhost`.
   * @default 'all'
   */
  readonly address?: 'all' | 'loopback' | 'host-name';
}

/** An HTTP route that it answers. */
export interface ImageRoute extends ImageFact {
  /** Such as `/health`; `/api/*` is everything below `/api/`. */
  readonly path: string;

  /** @default 'GET' */
  readonly method?: string;

  /**
   * Port that answers it, by its number when nothing changes it.
   * @default - the first port
   */
  readonly port?: number;

  /**
   * Status that a request without credentials gets.
   * @default 200
   */
  readonly status?: number;

  /**
   * Whether it is a WebSocket.
   * @default false
   */
  readonly webSocket?: boolean;
}

/** A variable that it minds. */
export interface ImageVariable extends ImageFact {
  readonly name: string;

  /**
   * Other variables, one of which will do as well: `TOKEN_FILE` for `TOKEN`.
   * @default - none
   */
  readonly alternatives?: readonly string[];

  /**
   * Whether it runs without, but not with a value that does not match.
   * @default false
   */
  readonly optional?: boolean;

  /**
   * Regular expression that the value has to match.
   * @default - anything but an empty text
   */
  readonly pattern?: string;
}

/** All times in milliseconds. */
export interface ImageHealthcheck extends ImageFact {
  /** One element a word; empty if it has none. */
  readonly command: readonly string[];

  /** @default 30000 */
  readonly interval?: number;

  /** @default 30000 */
  readonly timeout?: number;

  /** @default 0 */
  readonly startPeriod?: number;

  /** @default 3 */
  readonly retries?: number;
}

/** Programs that come from one source. */
export interface ImageTools extends ImageFact {
  /** Names on the `PATH`, such as `curl`, or absolute paths. */
  readonly names: readonly string[];
}
