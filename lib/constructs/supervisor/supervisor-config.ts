import { concat, literal, mapLiterals, type Expression } from '../../model/expression';
import type { Describer, IValue } from '../../model/value';
import {
  insideSupervisorWord, supervisorNameProblem, supervisorText, supervisorTextProblem, supervisorValueProblem, supervisorWordProblem,
} from '../../quoting/supervisor';
import { toExpression, type EnvValue } from '../value';
import { ProgramRestart, type SupervisorProgram } from './program';

/** supervisord's own files; all in memory, because the root is read-only. */
const SOCKET = '/tmp/supervisor.sock';
const PID_FILE = '/tmp/supervisord.pid';

const STOP_WAIT_SECONDS = 10;

/** Between programs supervisord waits; it needs a moment for itself. */
const STOP_MARGIN_SECONDS = 5;

/** supervisord stops one program after the other, the last started first. */
export function stopSeconds(programs: readonly SupervisorProgram[]): number {
  return programs.reduce((sum, program) => sum + programStopSeconds(program), STOP_MARGIN_SECONDS);
}

/** The supervisord.conf of a container without root and with a read-only file system. */
export class SupervisorConfig implements IValue {
  public constructor(
    private readonly programs: readonly SupervisorProgram[],
    private readonly fatalScript: string,
  ) {}

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    const lines: Expression[] = [
      '[supervisord]',
      'nodaemon=true',
      // In the foreground it logs to standard output anyway; a log file would be a second copy.
      'logfile=/dev/null',
      'logfile_maxbytes=0',
      `pidfile=${PID_FILE}`,
      '',
      '[unix_http_server]',
      `file=${SOCKET}`,
      'chmod=0700',
      '',
      '[rpcinterface:supervisor]',
      'supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface',
      '',
      '[supervisorctl]',
      `serverurl=unix://${SOCKET}`,
      '',
      '[eventlistener:fatal]',
      `command=python3 ${this.fatalScript}`,
      'events=PROCESS_STATE_FATAL',
      'stderr_logfile=/dev/fd/2',
      'stderr_logfile_maxbytes=0',
    ].map(literal);
    for (const program of this.programs) lines.push(literal(''), ...programLines(program, describer));
    return concat(lines.flatMap((line) => [line, literal('\n')]));
  }
}

function programLines(program: SupervisorProgram, describer: Describer): Expression[] {
  const { name, directory, environment, priority, startSeconds, startRetries, restart } = program;
  const words = program.command.flatMap((word, at) => [literal(at === 0 ? '' : ' '), commandWord(word, describer)]);
  const variables = Object.entries(environment ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const values = variables.flatMap(([key, value], at) => [literal(`${at === 0 ? '' : ','}${key}=`), environmentValue(value, describer)]);
  return [
    literal(`[program:${name}]`),
    concat([literal('command='), ...words]),
    ...(directory === undefined ? [] : [literal(`directory=${supervisorText(directory)}`)]),
    ...(values.length === 0 ? [] : [concat([literal('environment='), ...values])]),
    ...[
      `priority=${priority ?? 999}`,
      'autostart=true',
      `autorestart=${restart ?? ProgramRestart.ALWAYS}`,
      `startsecs=${startSeconds ?? 1}`,
      `startretries=${startRetries ?? 20}`,
      `stopwaitsecs=${programStopSeconds(program)}`,
      // A program that is started by another one is stopped with it.
      'stopasgroup=true',
      'killasgroup=true',
      'stdout_logfile=/dev/fd/1',
      'stdout_logfile_maxbytes=0',
      'stderr_logfile=/dev/fd/2',
      'stderr_logfile_maxbytes=0',
    ].map(literal),
  ];
}

function programStopSeconds({ stopWait }: SupervisorProgram): number {
  return stopWait ? Math.ceil(stopWait.toMilliseconds() / 1000) : STOP_WAIT_SECONDS;
}

/** Commands are split as a POSIX shell does. */
function commandWord(word: string | IValue, describer: Describer): Expression {
  const expression = toExpression(word, describer);
  if (expression.kind === 'literal' && /^[-\w./:=@+,%]+$/.test(expression.text)) return literal(supervisorText(expression.text));
  return concat([literal("'"), mapLiterals(expression, insideSupervisorWord), literal("'")]);
}

function environmentValue(value: EnvValue, describer: Describer): Expression {
  const expression = toExpression(value, describer);
  const quote = written(expression).includes('"') ? "'" : '"';
  return concat([literal(quote), mapLiterals(expression, supervisorText), literal(quote)]);
}

/** What of a value is written in the program; hosts and ports have nothing in them that matters here. */
function written(expression: Expression): string {
  if (expression.kind === 'literal') return expression.text;
  return expression.kind === 'text' ? expression.parts.map(written).join('') : 'x';
}

/** Nobody: what a value says does not depend on where it stands. */
const ANYWHERE: Describer = { pathOf: () => '', nameOf: () => '' };

/** Why supervisord.conf cannot carry a program; empty if it can. */
export function programProblems(program: SupervisorProgram): string[] {
  const problems: string[] = [];
  const { name, command, directory, environment, priority, startSeconds, startRetries, http } = program;
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) problems.push('its name has to be made of lower-case letters, digits and "-"');
  if (command.length === 0) problems.push('it needs a command');
  const inspect = (what: string, value: EnvValue, problemOf: (text: string) => string | undefined): void => {
    const problem = problemOf(written(toExpression(value, ANYWHERE)));
    if (problem !== undefined) problems.push(`${what} ${problem}`);
  };
  for (const word of command) inspect('its command', word, supervisorWordProblem);
  if (directory !== undefined) inspect('its directory', directory, supervisorTextProblem);
  for (const [key, value] of Object.entries(environment ?? {})) {
    inspect(`its variable ${JSON.stringify(key)}`, key, supervisorNameProblem);
    inspect(`its variable ${JSON.stringify(key)}`, value, supervisorValueProblem);
  }
  if (http && !/^\/[\x21-\x7e]*$/.test(http.healthPath)) problems.push('its healthPath has to begin with "/" and to be written as in a URL');
  const numbers = { priority: priority ?? 0, startSeconds: startSeconds ?? 0, startRetries: startRetries ?? 0, stopWait: programStopSeconds(program) };
  for (const [field, value] of Object.entries(numbers)) {
    if (!Number.isInteger(value) || value < 0) problems.push(`${field} has to be a whole number, 0 or more`);
  }
  return problems;
}
