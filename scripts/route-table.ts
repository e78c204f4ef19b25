import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from './e2e/command';
import { chosen } from './e2e/stacks';
import { otherImages } from './e2e/stand-in-images';
import { BACKEND_VARIABLE, FRONT_END, HOSTS, type Entrance } from './route-table/entrances';
import { permitted, type Expected, type Rules } from './route-table/expected';
import { frontEndRules } from './route-table/front-end-rules';
import { ingressRules } from './route-table/ingress-rules';
import { described, outcomeOf, shortened, wrongWith } from './route-table/judge';
import { TableProject } from './route-table/project';
import { killed, recreated, scaledDown, scaledUp } from './route-table/replaced';
import { ask, requestOf, type TableRequest } from './route-table/requests';
import { ROWS, type Row } from './route-table/rows';
import { routeTableStack } from './route-table/stack';

/*
 * Sends the requests of `route-table/rows.ts` through the nginx of a `FrontendNginx` and of two `ReverseProxy`s, and compares
 * where they arrive, and as what, with what the front end's documentation and the Ingresses of the manifest say; then replaces
 * a backend behind them. It takes a Docker Engine on this machine: `npm run route-table`.
 *
 * COMPOSE  the command of Compose, `docker compose` if it is not set
 * IMAGES   other images, as `node:22-alpine=registry.example.com/node:22-alpine`, with spaces between them
 */

/** Bodies of this size are sent once. */
const LARGE = 1024 ** 2;

interface Result {
  readonly request: TableRequest;
  readonly expected: readonly Expected[];
  readonly got: string;
  readonly wrong: string | undefined;
}

async function main(): Promise<number> {
  const compose = (process.env.COMPOSE ?? 'docker compose').split(' ');
  const engine = run(['docker', 'version', '--format', '{{.Server.Version}}']);
  const version = run([...compose, 'version', '--short']);
  if (engine.status !== 0 || version.status !== 0) {
    process.stdout.write(`skipped: ${engine.status !== 0 ? 'no Docker Engine answers' : 'there is no Compose'} (${(engine.stderr || version.stderr).trim()}); no request was sent\n`);
    return 0;
  }
  process.stdout.write(`Docker Engine ${engine.stdout.trim()}, Compose ${version.stdout.trim()}\n`);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-route-table-'));
  // Containers read what is mounted from it as users of their own.
  fs.chmodSync(directory, 0o755);
  try {
    const stack = chosen(routeTableStack(`route-table-${process.pid}`));
    const proxied = ingressRules(stack.files.get(`kubernetes/${stack.name}.k8s.yaml`)!, BACKEND_VARIABLE);
    const project = new TableProject(stack, compose, otherImages(process.env.IMAGES), directory);
    try {
      return (await project.up()) ? await judged(project, { 'front-end': frontEndRules(FRONT_END), proxy: proxied, 'half-proxy': proxied }) : 1;
    } finally {
      await project.down();
    }
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

async function judged(project: TableProject, rules: Readonly<Record<Entrance, Rules>>): Promise<number> {
  const start = Date.now();
  const quick = ROWS.filter(({ seconds }) => seconds === undefined);
  const slow = Promise.all(ROWS.filter(({ seconds }) => seconds !== undefined).flatMap((row) => resultsOf(row, project, rules)));
  const results = await oneByOne(quick, project, rules);
  for (const result of results) print(result);
  const changes = [];
  const again: Result[] = [];
  for (const change of [recreated, scaledUp, scaledDown, killed]) {
    const { name, says, wrong } = await change(project);
    changes.push(...wrong);
    process.stdout.write(`${wrong.length === 0 ? 'ok   ' : 'WRONG'} ${name}: ${says}\n${wrong.map((sentence) => `        ${sentence}\n`).join('')}`);
    if (change === recreated) again.push(...await oneByOne(quick.filter(({ body = 0 }) => body < LARGE), project, rules));
  }
  const other = again.filter(({ request, wrong }) => wrong !== results.find((result) => result.request.row === request.row && result.request.entrance === request.entrance)!.wrong);
  process.stdout.write(`${other.length === 0 ? 'ok   ' : 'WRONG'} ${again.length} requests again behind the recreated backend: ${other.length} with another end\n`);
  for (const result of other) print(result);
  const late = await slow;
  for (const result of late) print(result);
  const wrong = [...results, ...other, ...late].filter((result) => result.wrong !== undefined);
  for (const result of wrong) process.stdout.write(inDetail(result));
  const seconds = Math.round((Date.now() - start) / 1000);
  process.stdout.write(`\n${results.length + late.length} requests in ${seconds} s, ${wrong.length} not as the rules mean; ${changes.length} wrong about replaced backends\n`);
  return wrong.length + changes.length === 0 ? 0 : 1;
}

async function oneByOne(rows: readonly Row[], project: TableProject, rules: Readonly<Record<Entrance, Rules>>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const row of rows) for (const entrance of row.at) results.push(await resultOf(row, entrance, project, rules));
  return results;
}

function resultsOf(row: Row, project: TableProject, rules: Readonly<Record<Entrance, Rules>>): readonly Promise<Result>[] {
  return row.at.map((entrance) => resultOf(row, entrance, project, rules));
}

async function resultOf(row: Row, entrance: Entrance, project: TableProject, rules: Readonly<Record<Entrance, Rules>>): Promise<Result> {
  const request = requestOf(row, entrance);
  const expected = permitted(rules[entrance], request.asked, HOSTS[entrance], row.open);
  const reply = await ask(request, project.portOf(entrance));
  return { request, expected, got: outcomeOf(reply), wrong: wrongWith(request, expected, reply) };
}

function print({ request: { row, entrance }, got, wrong }: Result): void {
  process.stdout.write(`${wrong === undefined ? 'ok   ' : 'WRONG'} ${entrance.padEnd(10)} ${shortened(row.line.replace(/ HTTP\/1\.1$/, '')).padEnd(44)} ${(wrong ?? got).padEnd(40)} ${row.why}\n`);
}

function inDetail({ request: { row, entrance, head }, expected, wrong }: Result): string {
  const sent = head.trimEnd().split('\r\n').map(shortened).join('\n            ');
  const wanted = [...new Set(expected.map((each) => described(each, row)))].join(', or ');
  return `\n${entrance}: ${row.why}${row.open ? ` (open: ${row.open.why})` : ''}\n  request   ${sent}\n  expected  ${wanted}\n  got       ${wrong}\n`;
}

main().then(
  (status) => (process.exitCode = status),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
