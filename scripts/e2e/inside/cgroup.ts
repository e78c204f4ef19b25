import type { RangeModel } from '../../../lib/model/container';
import { compared, type Compared } from './compared';

/** Files of the control groups of a process, of either version, by name. */
type Files = ReadonlyMap<string, string>;

/** More than any machine has: the kernel writes no limit as the most that it can count. */
const NO_LIMIT = 2 ** 60;

/** How much of the processors it may have. */
export function* processorsOf({ limit }: RangeModel, files: Files): Iterable<Compared> {
  const [quota, period] = files.get('cpu.max')?.split(' ') ?? [files.get('cpu.cfs_quota_us'), files.get('cpu.cfs_period_us')];
  if (quota === undefined) {
    yield* untold('processors', limit);
    return;
  }
  const has = quota === 'max' || Number(quota) < 0 ? undefined : Math.round((Number(quota) / Number(period)) * 1000);
  yield compared('processors', has === limit, () => `it may have ${thousandths(has)}, and has to have ${thousandths(limit)}`);
}

/** How much memory it may have, and what is kept for it; the latter not every engine does. */
export function* memoryOf({ limit, request }: RangeModel, files: Files): Iterable<Compared> {
  const most = files.get('memory.max') ?? files.get('memory.limit_in_bytes');
  if (most === undefined) {
    yield* untold('memory', limit);
    return;
  }
  const has = bytes(most);
  yield compared('memory', has === limit, () => `it may have ${has ?? 'any number of'} bytes of memory, and has to have ${limit ?? 'any number'}`);
  const kept = bytes(files.get('memory.low') ?? files.get('memory.soft_limit_in_bytes'));
  if (kept !== undefined && kept !== 0) yield compared('memory', kept === request, () => `${kept} bytes of memory are kept for it, and have to be ${request}`);
}

/** How many processes there may be at once. */
export function* processesOf(most: number, files: Files): Iterable<Compared> {
  const has = files.get('pids.max');
  if (has === undefined) yield* untold('processes', most);
  else yield compared('processes', Number(has) === most, () => `it may have ${has} processes, and has to have ${most}`);
}

/** A limit of which no control group tells anything has not been seen. */
function* untold(by: Compared['by'], limit: number | undefined): Iterable<Compared> {
  if (limit !== undefined) yield compared(by, false, () => `no control group tells how much it may have of the ${by}`);
}

function bytes(text: string | undefined): number | undefined {
  const number = Number(text);
  return text === undefined || text === 'max' || number > NO_LIMIT ? undefined : number;
}

function thousandths(cores: number | undefined): string {
  return cores === undefined ? 'all processors' : `${cores} thousandths of a processor`;
}
