import type { ReportDocument } from '../../../lib/diagnostics/report-document';
import { must } from '../command';
import type { State } from '../compose-state';
import type { EngineEvent } from '../engine-events';
import type { ChosenStack } from '../stacks';
import { asChosen } from './chosen';
import type { Noted } from './compared';
import { lookInside } from './docker';
import { publishedComparisons, reachesOf } from './docker-reach';
import { entranceComparisons } from './entrances';
import { orderComparisons, presenceComparisons } from './presence';
import { Statements } from './stated';

/** A project that is up. */
export interface Project {
  readonly name: string;
  readonly states: readonly State[];
  /** What the operator has set, by variable. */
  readonly settings: ReadonlyMap<string, string>;
  /** When it was started, in seconds since 1970, and what has happened since. */
  readonly since: number;
  readonly events: readonly EngineEvent[];
  readonly imageOf: (reference: string) => string;
  readonly looker: string;
}

/** Holds everything that shows of a project against what the model says. */
export function lookAt({ model: stated, files }: ChosenStack, project: Project): readonly Noted[] {
  const { states, settings, looker } = project;
  const statements = new Statements(stated, { operator: operatorOf(stated, settings) });
  const model = asChosen(stated, (expression) => statements.text(expression));
  const report = JSON.parse(files.get(`report/${model.name}.json`)!) as ReportDocument;
  const opened = new Set([...report.differences.filter(({ what, compose }) => what === 'egress' && compose === 'open').map(({ workload }) => workload), ...callersOutside(model)]);
  const emptied = new Set(report.differences.filter(({ what, compose }) => what.startsWith('env ') && compose === '').map(({ workload, what }) => `${workload} ${what.slice('env '.length)}`));
  const looked = lookInside(model, statements, states, { looker, opened, emptied, imageOf: project.imageOf, project: project.name });
  const reached = reachesOf(model, report, states, looker);
  const there = model.workloads.filter(({ name }) => states.some(({ Service, State: state }) => Service === name && state === 'running'));
  const published = publishedComparisons({ ...model, workloads: there }, states, looker);
  const wrong = (all: readonly Noted[]): number => all.filter(({ problem }) => problem !== undefined).length;
  const tried = reached.filter(({ by }) => by === 'connections').length / 2;
  process.stdout.write(`  ${looked.filter(({ compared }) => compared.every(({ problem }) => problem === undefined)).length} of ${looked.length} containers are given what the model says\n`);
  process.stdout.write(`  ${tried - wrong(reached)} of ${tried} connections are open or closed as stated, ${published.length - wrong(published)} of ${published.length} published ports answer\n`);
  return [
    ...looked.flatMap(({ service, path, compared }) => compared.map(({ by, problem }): Noted => ({ by, path, ...(problem !== undefined && { problem: `${service}: ${problem}` }) }))),
    ...reached, ...published,
    ...entranceComparisons({ ...model, workloads: there.concat(model.workloads.filter((workload) => !there.includes(workload) && !workload.gateway)) }, states, settings),
    ...presenceComparisons(model, states, new Set((settings.get('COMPOSE_PROFILES') ?? '').split(',').filter(Boolean))),
    ...orderComparisons(model, project.events, startedSince(project)),
  ];
}

type Model = ChosenStack['model'];

function operatorOf({ secrets, parameters }: Model, settings: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([
    ...secrets.map(({ name }) => [name, settings.get(name)] as const),
    ...parameters.map(({ name, setting = name }) => [name, settings.get(setting)] as const),
  ].filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

/** Who calls a server outside has a way out, which is announced. */
function callersOutside({ workloads, connections, outside = [] }: Model): readonly string[] {
  const peers = new Set(outside.map(({ path }) => path));
  return workloads.filter(({ path }) => connections.some(({ from, to }) => from === path && peers.has(to))).map(({ name }) => name);
}

/** Services whose containers were started since then. */
function startedSince({ states, since }: Project): ReadonlySet<string> {
  const times = must(['docker', 'inspect', '--format', '{{.State.StartedAt}}', ...states.map(({ ID }) => ID)]).split('\n').filter(Boolean);
  return new Set(states.filter((_, at) => Date.parse(times[at]) >= (since + 1) * 1000).map(({ Service }) => Service));
}
