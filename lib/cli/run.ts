import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { packageFolder } from '../diagnostics/package-folder';
import { requestOf, UsageError, type VerifyOptions } from './arguments';
import { asGithubAnnotations } from './formats/github';
import { asJson } from './formats/json';
import { asSarif } from './formats/sarif';
import { asText } from './formats/text';
import { HELP } from './help';
import { countsText, exitCodeOf, judgedText, type Verdict } from './verdict';
import { verify } from './verify';
import { EXIT, type ExitCode, type World } from './world';

/** Does what a command line asks for, and says what the process returns. It throws nothing that it knows of. */
export function run(args: readonly string[], world: World): ExitCode {
  try {
    const request = requestOf(args);
    if (request.command === 'help') world.print(HELP);
    else if (request.command === 'version') world.print(`${versionOfPackage()}\n`);
    else return verified(request.options, world);
    return EXIT.AGREES;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    world.printError(`cdk8s-compose: ${error.message}${error.message.endsWith('?') ? '' : '.'} "cdk8s-compose --help" says what there is.\n`);
    return EXIT.UNREADABLE;
  }
}

function verified(options: VerifyOptions, world: World): ExitCode {
  const verdict = verify(options, world);
  const { output } = options;
  if (output === undefined) {
    world.print(rendered(verdict, options, world.isTerminal && (world.environment.NO_COLOR ?? '') === ''));
    return exitCodeOf(verdict);
  }
  try {
    writeFileSync(path.resolve(world.directory, output), rendered(verdict, options, false));
  } catch (error) {
    throw new UsageError(`${output} cannot be written: ${(error as Error).message}`);
  }
  world.printError(`${judgedText(verdict.judged)}; ${countsText(verdict)}, see ${output}\n`);
  return exitCodeOf(verdict);
}

function rendered(verdict: Verdict, { format }: VerifyOptions, isColoured: boolean): string {
  switch (format) {
    case 'text': return asText(verdict, isColoured);
    case 'json': return asJson(verdict);
    case 'sarif': return asSarif(verdict, versionOfPackage());
    case 'github': return asGithubAnnotations(verdict);
  }
}

function versionOfPackage(): string {
  return (JSON.parse(readFileSync(path.join(packageFolder(), 'package.json'), 'utf8')) as { readonly version: string }).version;
}
