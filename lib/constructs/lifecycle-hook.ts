import type { HookModel } from '../model/word-values';
import { reasoned, sorted } from './said';

/** A command that is run in a container beside its program. Kubernetes runs it as the container (`kubernetes/hook-settings`). */
export interface LifecycleHook {
  /** One element a word, no shell. */
  readonly command: readonly string[];

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
  return hooks.length === 0 ? undefined : hooks.map(({ command, user, workingDirectory, env, privileged }) => {
    const [environment, reason] = [sorted(env), reasoned(privileged)];
    return {
      command: [...command],
      ...(user !== undefined && { user }),
      ...(workingDirectory !== undefined && { workingDirectory }),
      ...(environment && { environment }),
      ...(reason && { privileged: reason }),
    };
  });
}
