import type { HookModel } from '../model/word-values';
import type { IDuration } from './quantity';
import { reasoned, sorted } from './said';

/** What happens in a container beside its program: a command, or a time that passes. Kubernetes runs it as the container (`kubernetes/hook-settings`). */
export interface LifecycleHook {
  /**
   * One element a word, no shell.
   * @default - none, for one that has `sleep`
   */
  readonly command?: readonly string[];

  /**
   * How long nothing happens, in whole seconds, in place of a command: before a program is stopped, callers have that time to
   * hear that it goes. Kubernetes counts it by itself from 1.30 on, in an image that need have no tool; Compose and older clusters
   * run the `sleep` of the image (`compose/hook-sleep`, `kubernetes/hook-sleep`); of an image that is known to have none it is an error
   * (`compose/hook-tool`). Before a stop it has to end within the
   * `stopGracePeriod` (`model/invalid-duration`).
   *
   * @example
   * new Workload(stack, 'api', { image, preStop: [{ sleep: Duration.seconds(5) }] });
   *
   * @default - none, for one that has a `command`
   */
  readonly sleep?: IDuration;

  /**
   * Who runs it, by name or numbers.
   * @default - the user of the container
   */
  readonly user?: string;

  /** @default - that of the container */
  readonly workingDirectory?: string;

  /**
   * Variables beside those of the container.
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Why it may do everything on the machine.
   * @default - no more than the container
   */
  readonly privileged?: string;
}

/** What is said of hooks, in the words of the model. */
export function describeHooks(hooks: readonly LifecycleHook[] = []): HookModel[] | undefined {
  return hooks.length === 0 ? undefined : hooks.map(({ command, sleep, user, workingDirectory, env, privileged }) => {
    const [environment, reason] = [sorted(env), reasoned(privileged)];
    const seconds = sleep && sleep.toMilliseconds() / 1000;
    return {
      command: command ? [...command] : seconds === undefined ? [] : ['sleep', String(seconds)],
      ...(seconds !== undefined && { sleep: seconds }),
      ...(user !== undefined && { user }),
      ...(workingDirectory !== undefined && { workingDirectory }),
      ...(environment && { environment }),
      ...(reason && { privileged: reason }),
    };
  });
}
