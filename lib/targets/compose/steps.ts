import type { ReportedStep } from '../../diagnostics/report-document';
import { choicesIn } from '../../model/choice';
import type { StackGraph } from '../../model/graph';
import { containersOf } from '../../model/workload';

/**
 * What an operator runs, in this order, of one stack.
 *
 * @param overlay what it is laid over the stack by, if it is a variant of it
 */
export function composeSteps({ model }: StackGraph, overlay?: string): readonly ReportedStep[] {
  const folder = `compose/${model.name}`;
  const compose = `docker compose -f ${folder}/compose.yaml${overlay === undefined ? '' : ` -f ${folder}/compose.${overlay}.yaml`}`;
  // What has a check that is not made, Compose 2 does not wait for, but fails.
  const wait = model.workloads.flatMap(containersOf).some(({ noHealth }) => noHealth) ? '' : ' --wait';
  const scheduled = model.workloads.filter(({ operations }) => operations.schedule !== undefined);
  return [
    { title: 'Once, before anything else: say there what has no default', commands: [`cp -n ${folder}/.env${overlay === undefined ? '' : `.${overlay}`}.example ${folder}/.env`] },
    { title: 'Run it, and remove the containers of what has left it', commands: [`${compose} up -d${wait} --remove-orphans`] },
    { title: 'See what runs', commands: [`${compose} ps -a`] },
    ...(scheduled.length > 0 ? [{ title: 'At its times, from the cron of the machine', commands: scheduled.map(({ name }) => `${compose} run --rm ${name}`) }] : []),
    ...(choicesIn(model).length > 0 ? [{ title: 'Run another choice: stop this one, change COMPOSE_PROFILES in .env, then run it', commands: [`${compose} down`] }] : []),
    ...(model.volumes.length > 0 ? [{ title: 'See which volumes it has had, and which it has: docker volume rm deletes one, with its data', commands: [`docker volume ls --filter label=com.docker.compose.project=${model.name}`, `${compose} config --volumes`] }] : []),
    { title: 'Remove it, but for its volumes', commands: [`${compose} down --remove-orphans`] },
    ...(model.volumes.length > 0 ? [{ title: 'Remove it with its data', commands: [`${compose} down --remove-orphans --volumes`] }] : []),
  ];
}
