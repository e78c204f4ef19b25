import type { ContainerModel } from '../../model/container';
import type { HookModel } from '../../model/word-values';
import { shellWord } from '../../quoting/shell';
import type { Container, LifecycleHandler } from './api';
import { hasSleepAction, type KubernetesSettings } from './settings';

/** What happens beside the program, after it has started and before it is stopped. */
export function lowerHooks({ postStart, preStop }: ContainerModel, settings: KubernetesSettings): Pick<Container, 'lifecycle'> {
  if (!postStart && !preStop) return {};
  return { lifecycle: { ...(postStart && { postStart: lowerHandler(postStart, settings) }), ...(preStop && { preStop: lowerHandler(preStop, settings) }) } };
}

/** A kubelet does one thing. */
function lowerHandler(hooks: readonly HookModel[], settings: KubernetesSettings): LifecycleHandler {
  const [{ sleep }, ...more] = hooks;
  return sleep !== undefined && more.length === 0 && hasSleepAction(settings) ? { sleep: { seconds: sleep } } : { exec: { command: hookCommand(hooks) } };
}

/** One command is all that there can be; several need a shell. */
function hookCommand(hooks: readonly HookModel[]): string[] {
  const [first, ...more] = hooks.map(({ command }) => [...command]);
  return more.length === 0 ? first : ['sh', '-c', [first, ...more].map((words) => words.map(shellWord).join(' ')).join(' && ')];
}
