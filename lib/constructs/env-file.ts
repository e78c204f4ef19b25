import { parseEnv } from 'node:util';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { defaultProblem } from '../model/parameter-default';
import { isSecretName, namedSecret, secretForm } from '../model/secret-shapes';
import { captureTrace, setTrace } from '../model/trace';
import { Parameter } from './parameter';
import { readText, reportFile } from './read-file';
import { Secret } from './secret';
import type { EnvValue } from './value';

/** Which file is read, and what its variables are for. */
export interface EnvFileProps {
  /** Absolute, or relative to the working directory of the program. */
  readonly path: string;

  /** What its variables are for: the operator reads it at each of them in `.env.example`. */
  readonly description: string;
}

/** The names that a parameter or secret can have. */
const OPERATORS = /^[A-Z][A-Z0-9_]*$/;
const VARIABLE = /^[A-Za-z_][\w.-]*$/;

/**
 * A file of lines `NAME=value`, read at synthesis. Each of its variables is a {@link Parameter} of that name, with the
 * value as its default; one that looks like a secret, by its name or form, is a {@link Secret}, and its value is in no
 * output: an optional one if the file gives it no value. What cannot be either is text: a name that is not
 * `UPPER_SNAKE_CASE`, a value of several lines.
 *
 * Quotes are taken off, as Compose does, and comments left out. Nothing is put into the values: a `$NAME` is these
 * characters, and `${NAME}` is an error (`model/unreadable-file`), as is a file that cannot be read.
 *
 * For variables of which the program shall not know, see {@link EnvFrom}.
 *
 * @example
 * const settings = new EnvFile(stack, 'settings', { path: 'agent.env', description: 'Settings of the agent, see its manual.' });
 * new Workload(stack, 'agent', { image, env: { ...settings.env, LOG_LEVEL: 'info' } });
 */
export class EnvFile extends Construct {
  /** Its variables by name, in the order of the file. */
  public readonly env: Readonly<Record<string, EnvValue>>;

  public constructor(scope: Construct, id: string, props: EnvFileProps) {
    ({ scope, id, props } = given(EnvFile, new.target, scope, id, props));
    super(scope, id);
    setTrace(this, captureTrace(EnvFile));
    const content = readText(this, props.path, EnvFile) ?? '';
    this.env = Object.fromEntries(Object.entries(parseEnv(content)).flatMap(([name, value = '']) => {
      const problem = lineProblem(name, value);
      if (problem === undefined) return [[name, this.asValue(name, value, props.description)] as const];
      reportFile(this, props.path, problem, EnvFile);
      return [];
    }));
  }

  private asValue(name: string, value: string, description: string): EnvValue {
    const stack = Chart.of(this);
    const isSecret = isSecretName(name) ? !/^(?:true|false|\d{1,5})$/.test(value) : (secretForm(value) ?? namedSecret(value)) !== undefined;
    if (!OPERATORS.test(name)) return isSecret ? Secret.shared(stack, name.replaceAll(/\W/g, '_').toUpperCase(), { description }) : value;
    if (isSecret) return Secret.shared(stack, name, { description, optional: value === '' });
    return defaultProblem(value) === undefined ? Parameter.shared(stack, name, { default: value, description }) : value;
  }
}

guard(EnvFile);

function lineProblem(name: string, value: string): string | undefined {
  if (!VARIABLE.test(name)) return `${JSON.stringify(name.split('\n')[0])} is no line NAME=value`;
  const [reference] = /\$\{[^}]*\}/.exec(value) ?? [];
  return reference === undefined ? undefined : `${name} refers to ${reference}, which nothing puts in; give it as text\`...\` in the program`;
}
