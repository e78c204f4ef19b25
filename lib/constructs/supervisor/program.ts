import type { IValue } from '../../model/value';
import type { Publish } from '../publish';
import type { IDuration } from '../quantity';
import type { EnvValue } from '../value';

/** When supervisord starts a program again that has ended. */
export enum ProgramRestart {
  ALWAYS = 'true',
  /** Unless it ended with 0. */
  ON_FAILURE = 'unexpected',
  /** A program that does its work once; it may have ended without the container being unhealthy. */
  NEVER = 'false',
}

/** The HTTP port on which a program answers. */
export interface ProgramHttp {
  readonly port: number;

  /** Path that is answered with a status below 400 when the program works. */
  readonly healthPath: string;

  /**
   * Longest silence of a response. A proxy in front waits that long.
   * @default - the proxy's own default
   */
  readonly requestTimeout?: IDuration;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/** One program of a container that runs several under supervisord; the same description also makes a workload of its own. */
export interface SupervisorProgram {
  /** Lower-case letters, digits and `-`. */
  readonly name: string;

  /** One element a word, no shell. Hosts and ports may stand in it; parameters and secrets come by the environment. */
  readonly command: readonly (string | IValue)[];

  /**
   * Where it runs.
   * @default - the container's working directory
   */
  readonly directory?: string;

  /**
   * Variables of this program alone, on top of the container's.
   * @default - none
   */
  readonly environment?: { readonly [name: string]: EnvValue };

  /**
   * Lower ones are started first and stopped last.
   * @default 999
   */
  readonly priority?: number;

  /**
   * Whole seconds that it has to stay up to count as started.
   * @default 1
   */
  readonly startSeconds?: number;

  /**
   * How often a start is tried, each time a second later than before, until the container is given up and ends.
   * @default 20 - about three and a half minutes
   */
  readonly startRetries?: number;

  /** @default ProgramRestart.ALWAYS */
  readonly restart?: ProgramRestart;

  /**
   * Time between the stop signal and the kill, in whole seconds.
   * @default Duration.seconds(10)
   */
  readonly stopWait?: IDuration;

  /**
   * The port on which it answers, which is also how its health is asked for.
   * @default - none: it works as long as it runs
   */
  readonly http?: ProgramHttp;
}
