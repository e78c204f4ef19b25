import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import type { ComposeProject } from '../compose-project';
import type { ChosenStack } from '../stacks';

/** Without one secret nothing may be started, and the operator is told which one it is; nothing if it needs none. */
export function missingSecret({ secrets }: StackModel, project: ComposeProject): readonly string[] | undefined {
  const secret = secrets.find(({ optional }) => !optional)?.name;
  if (secret === undefined) return undefined;
  const { env } = project;
  project.env = env.replace(new RegExp(`^${secret}=.*$`, 'm'), `${secret}=`);
  try {
    const { status, stderr } = project.run(['up', '-d', '--no-build']);
    if (status === 0) return [`it starts without ${secret}`];
    return stderr.includes(`set ${secret}, see .env.example`) ? [] : [`without ${secret} the operator is told: ${stderr.trim()}`];
  } finally {
    project.env = env;
  }
}

/** A parameter that an application has as a variable gets another value: its containers have to be given that, and the others what they had. Nothing if there is none. */
export function changedParameter({ model, servers }: ChosenStack, project: ComposeProject): readonly string[] | undefined {
  const values = model.workloads.filter(({ name, kind }) => kind !== 'task' && !servers.has(name)).flatMap(containersOf).flatMap(({ process }) => process.environment.map(({ value }) => value));
  const names = new Set(values.flatMap((value) => (value.kind === 'parameter' ? [value.name] : [])));
  const parameter = model.parameters.find(({ name, default: usual }) => names.has(name) && /^[\w.-]+$/.test(usual ?? ''));
  if (!parameter) return undefined;
  const { name, setting = name, default: usual } = parameter;
  const { env } = project;
  project.env = `${env.replace(new RegExp(`^${setting}=.*\n`, 'm'), '')}${setting}=${usual}1\n`;
  try {
    return project.start();
  } finally {
    project.env = env;
  }
}
