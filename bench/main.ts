import { describeOutputs } from './same-objects';
import { inMemory, measureLoading, measurePrograms, measureVerify } from './measure';
import { PHASES, type Loaded, type Measure, type Program } from './sample';
import { growth, table, type Series } from './statistics';

/*
 * Builds and synthesizes the same application with this library and by hand with cdk8s-plus-28, in separate processes
 * in turn, and prints the minima. `npm run bench -- 9` measures nine times instead of five.
 */

const UNITS = [10, 100, 1000, 3000];
const STACKS = [1, 10, 100];
const DEPTHS = [100, 1000, 3000];
const UNITS_IN_STACK = 30;
const MEASURES = [...PHASES, 'total', 'cpu', 'memory'] as const;

type Pair = Record<Program, Series>;

const rounds = Number(process.argv[2] ?? 5);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`"${process.argv[2]}" is no number of rounds: expected a whole number, 1 or more`);

print(`Minima of ${rounds} rounds, at 1000 units of ${3 * rounds}. Times in ms, memory in MiB; the ratio is ours by hand-written, below 1 is better. Outputs are written to ${inMemory ? 'memory' : 'the disk'}.`);
print(describeOutputs(100));

const loading = measureLoading(3 * rounds);
print('## Loading', loadingTable(loading));

const verified = measureVerify(rounds);

// Most targets are about a thousand units: a busy moment of the machine must not decide about them.
const byUnits = UNITS.map((units) => measurePrograms({ stacks: 1, units, depth: 0 }, units === 1000 ? 3 * rounds : rounds));
print('## Units in one stack', comparison(UNITS.map((units) => `${units} units`), byUnits));

const byStacks = STACKS.map((stacks) => measurePrograms({ stacks, units: UNITS_IN_STACK, depth: 0 }, rounds));
print(`## Stacks of ${UNITS_IN_STACK} units`, comparison(STACKS.map((stacks) => (stacks === 1 ? '1 stack' : `${stacks} stacks`)), byStacks));

const byDepth = DEPTHS.map((depth) => measurePrograms({ stacks: 1, units: UNITS_IN_STACK, depth }, rounds));
print(`## ${UNITS_IN_STACK} units with the workloads in nested constructs`, comparison(DEPTHS.map((depth) => `${depth} deep`), byDepth));

const [, , thousand, threeThousand] = byUnits;
const [, tenStacks, hundredStacks] = byStacks;
const [hundredDeep, thousandDeep, threeThousandDeep] = byDepth;
const ratio = (measure: Measure): number => thousand.ours.ratioTo(thousand['hand-written'], measure);
print('## Targets', table(['', 'at most', 'ours', 'reached', 'hand-written'], [
  target('time at 1000 units, ratio', 0.36, ratio('total')),
  target('processor time at 1000 units, ratio', 0.46, ratio('cpu')),
  target('memory at 1000 units, ratio', 0.8, ratio('memory')),
  target('memory, largest ratio of all sizes', 1, Math.max(...[...byUnits, ...byStacks].map((pair) => pair.ours.ratioTo(pair['hand-written'], 'memory')))),
  target('growth from 1000 to 3000 units, exponent', 1.1, ...growthOf(thousand, threeThousand, 3)),
  target('growth from 10 to 100 stacks, exponent', 1.1, ...growthOf(tenStacks, hundredStacks, 10)),
  target('growth from 100 to 1000 deep, exponent', 1.1, ...growthOf(hundredDeep, thousandDeep, 10)),
  target('time at 3000 deep, ratio', 0.5, threeThousandDeep.ours.ratioTo(threeThousandDeep['hand-written'], 'total')),
  target('processor time to verify the systems of apps/, ms', 2500, verified.minimum('cpu')),
  target('loading on top of cdk8s, ms', 100, loading.library.differenceTo(loading.cdk8s, 'require'), loading['cdk8s-plus-28'].differenceTo(loading.cdk8s, 'require')),
]));

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n\n')}\n\n`);
}

/** How the time of a synthesis grows with the application, ours and by hand. Making the tree is the business of `constructs`. */
function growthOf(small: Pair, large: Pair, times: number): [number, number] {
  const work = (series: Series): number => series.minimum('lower') + series.minimum('check') + series.minimum('emit');
  return [growth(work(small.ours), work(large.ours), times), growth(work(small['hand-written']), work(large['hand-written']), times)];
}

function target(name: string, atMost: number, ours: number, byHand?: number): string[] {
  return [name, String(atMost), ours.toFixed(2), ours <= atMost ? 'yes' : 'no', byHand?.toFixed(2) ?? ''];
}

function comparison(sizes: readonly string[], pairs: readonly Pair[]): string {
  const rows = pairs.flatMap((pair, at) => {
    const numbers = (['ours', 'hand-written'] as const).map((program) => [
      `${sizes[at]}, ${program}`,
      ...MEASURES.map((measure) => pair[program].minimum(measure).toFixed(0)),
    ]);
    return [...numbers, [`${sizes[at]}, ratio`, ...MEASURES.map((measure) => pair.ours.ratioTo(pair['hand-written'], measure).toFixed(2))]];
  });
  return table(['', ...MEASURES], rows);
}

function loadingTable(series: Record<Loaded, Series>): string {
  const names = ['cdk8s', 'library', 'cdk8s-plus-28'] as const;
  return table(
    ['', 'require', 'on top of cdk8s', 'memory', 'loads cdk8s-plus-28'],
    names.map((name) => [
      name,
      series[name].minimum('require').toFixed(0),
      series[name].differenceTo(series.cdk8s, 'require').toFixed(0),
      series[name].minimum('memory').toFixed(0),
      series[name].samples[0].packages.includes('cdk8s-plus-28') ? 'yes' : 'no',
    ]),
  );
}
