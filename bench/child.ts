import { subscribe } from 'node:diagnostics_channel';
import type { App } from 'cdk8s';
import type { Loaded, Phase, RunTask, Sample, Task } from './sample';
import { Stopwatch } from './stopwatch';

/*
 * The measured process: does what its argument says, once, and prints one sample. Everything else is loaded on demand,
 * while the clock runs.
 */

const MODULES: Record<Loaded, string> = { cdk8s: 'cdk8s', library: 'cdk8s-compose', 'cdk8s-plus-28': 'cdk8s-plus-28' };

/** What synthesis does outside of the functions that are watched is validation, in both programs. */
const REST: Phase = 'check';

/** Name of the npm package in the path of a file. */
const PACKAGE = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^.@\\/][^\\/]*)/;

const clock = new Stopwatch();
const task = JSON.parse(process.argv[2]) as Task;
if ('load' in task) {
  require(MODULES[task.load]);
  clock.lap('require');
} else if ('verify' in task) {
  verify(task.verify);
} else {
  run(task);
}
process.stdout.write(JSON.stringify(sample()));

function run(task: RunTask): void {
  const { program } = task;
  const { build } = require(`./programs/${program}`) as { build(task: RunTask): App };
  clock.lap('require');
  if (program === 'ours') watchOurs();
  else watchHandWritten();
  clock.lap();
  const app = build(task);
  clock.lap('construct');
  app.synth();
  clock.lap(REST);
}

/** The command as it is installed; what it prints is not what this process prints. */
function verify(directory: string): void {
  const print = process.stdout.write.bind(process.stdout);
  process.argv.splice(2, 1, 'verify', directory);
  process.stdout.write = () => true;
  require('../lib/cli/main');
  process.stdout.write = print;
  clock.lap(REST);
  // What it finds is no business of a clock; that it could read everything is.
  if (process.exitCode !== 0 && process.exitCode !== 1) throw new Error(`verify has returned ${process.exitCode} for ${directory}`);
  process.exitCode = 0;
}

/** The library tells of its phases whoever listens. */
function watchOurs(): void {
  const phases: Record<string, Phase> = { validate: REST, collect: 'lower', check: 'check', lower: 'lower', report: REST, emit: 'emit' };
  subscribe('cdk8s-compose:phase', (ended) => clock.lap(phases[String(ended)]));
}

function watchHandWritten(): void {
  const { Chart, Yaml } = require('cdk8s') as typeof import('cdk8s');
  clock.watch(Chart.prototype, 'toJson', 'lower', REST);
  clock.watch(Yaml, 'save', 'emit', REST);
}

function sample(): Sample {
  const { times } = clock;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    ...times,
    total: Object.values(times).reduce((sum, time) => sum + time),
    cpu: (userCPUTime + systemCPUTime) / 1000,
    memory: maxRSS / 1024,
    packages: [...new Set(Object.keys(require.cache).flatMap((file) => PACKAGE.exec(file)?.[1] ?? []))].sort(),
  };
}
