import type { App } from 'cdk8s';
import type { Loaded, Phase, RunTask, Sample, Task } from './sample';
import { Stopwatch } from './stopwatch';

/*
 * The measured process: does what its argument says, once, and prints one sample. Everything else is loaded on demand,
 * while the clock runs.
 */

const MODULES: Record<Loaded, string> = { cdk8s: 'cdk8s', library: '../lib', 'cdk8s-plus-28': 'cdk8s-plus-28' };

/** What synthesis does outside of the functions that are watched is validation, in both programs. */
const REST: Phase = 'check';

/** Name of the npm package in the path of a file. */
const PACKAGE = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^.@\\/][^\\/]*)/;

const clock = new Stopwatch();
const task = JSON.parse(process.argv[2]) as Task;
if ('load' in task) {
  require(MODULES[task.load]);
  clock.lap('require');
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

/** Compiled modules call each other through their exports, so a watched function can stand in for the real one. */
function watchOurs(): void {
  const phases = { collect: 'lower', check: 'check', lower: 'lower' } as const;
  const synthesis = require('../lib/synthesis/analysis') as { analyze: typeof import('../lib/synthesis/analysis').analyze };
  const { analyze } = synthesis;
  synthesis.analyze = (stack, targets) => {
    clock.lap(REST);
    return analyze(stack, targets, (ended) => clock.lap(phases[ended]));
  };
  clock.watch(require('../lib/synthesis/outputs'), 'targetFiles', 'emit', REST);
  clock.watch(require('../lib/emit/output-directory').OutputDirectory.prototype, 'write', 'emit', REST);
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
