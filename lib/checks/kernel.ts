import type { Findings } from '../diagnostics/findings';
import type { ContainerModel } from '../model/container';
import type { Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';

/** `NAME_MAX` and `PATH_MAX` of Linux, in bytes; the latter counts the NUL at the end. */
const MAX_ELEMENT = 255;
const MAX_PATH = 4095;
/** `MAX_ARG_STRLEN`: one argument, or one variable with its name, with the NUL at the end. */
const MAX_STRING = 128 * 1024;
/** A quarter of the stack of a process, 8 MiB by default: all arguments and variables, with a pointer for each. */
const MAX_STRINGS = 2 * 1024 ** 2;
/** Of each, with the NUL at its end. */
const POINTER = 9;

/** What a kernel or an engine refuses when the container is started, which no schema says. */
export function checkKernel(graph: StackGraph, findings: Findings): void {
  for (const { container } of graph.containers) {
    const { process, mounts, path } = container;
    const inspect = (field: string, value: string, rule: string | undefined): void => {
      if (rule !== undefined) findings.report('model/invalid-path', path, { field, value: shortened(value), rule });
    };
    for (const mount of mounts) {
      // The machine's own has all that a program needs of it.
      const isOfMachine = mount.kind === 'host-path' && mount.path === '/dev' && mount.target === '/dev';
      inspect('a mount path', mount.target, lengthProblem(mount.target) ?? (isOfMachine ? undefined : mountProblem(mount.target)));
    }
    if (process.workingDirectory !== undefined) inspect('the working directory', process.workingDirectory, lengthProblem(process.workingDirectory) ?? workingDirectoryProblem(process.workingDirectory));
    if (process.entrypoint?.[0]?.kind === 'literal' && process.entrypoint[0].text === '') inspect('the program to start', '', 'a path or the name of a program');
    // A code unit takes at most three bytes, a text is longer as JSON, and hardly any command is near a limit.
    if (3 * JSON.stringify(process).length >= MAX_STRING) checkSizes(container, findings);
  }
}

/** The engine mounts these itself: what is below them is the kernel's, and no directory can be made there. */
function mountProblem(target: string): string | undefined {
  if (/^\/(?:proc|sys)(?:\/|$)/.test(target)) return 'outside of /proc and /sys, which the kernel has';
  if (target === '/dev') return 'outside of /dev, without which a program has neither /dev/null nor a terminal; what is below it can be mounted';
  return undefined;
}

function workingDirectoryProblem(directory: string): string | undefined {
  return /^\/(?:proc|sys)\//.test(directory) ? 'outside of /proc and /sys, where the engine cannot make it' : undefined;
}

function lengthProblem(path: string): string | undefined {
  // A code unit takes at most three bytes.
  if (3 * path.length <= MAX_ELEMENT) return undefined;
  if (Buffer.byteLength(path) > MAX_PATH) return `at most ${MAX_PATH} bytes long`;
  return path.split('/').some((element) => Buffer.byteLength(element) > MAX_ELEMENT) ? `of names with at most ${MAX_ELEMENT} bytes each` : undefined;
}

function checkSizes(container: ContainerModel, findings: Findings): void {
  const report = (field: string, value: number, rule: string): void => findings.report('model/invalid-quantity', container.path, { field, value: `${value} bytes`, rule });
  const { environment, entrypoint = [], command = [] } = container.process;
  const sizes = environment.map(({ name, value }) => name.length + 1 + bytesOf(value)).concat(entrypoint.map(bytesOf), command.map(bytesOf));
  const largest = Math.max(0, ...sizes);
  const total = sizes.reduce((sum, size) => sum + size + POINTER, 0);
  if (largest >= MAX_STRING) report('the size of an argument or variable', largest, `below ${MAX_STRING} bytes, which is what Linux takes`);
  if (total > MAX_STRINGS) report('the size of the command and the environment', total, `at most ${MAX_STRINGS} bytes together`);
}

/** What is known of its length at synthesis. */
function bytesOf(expression: Expression): number {
  if (expression.kind === 'literal') return Buffer.byteLength(expression.text);
  let bytes = 0;
  if (expression.kind === 'text') for (const part of expression.parts) bytes += bytesOf(part);
  return bytes;
}

function shortened(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}...` : value;
}
