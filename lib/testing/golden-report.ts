import type { ObjectDifference } from './object-differences';

/** How much one failure shows: enough to see what is going on, so that a hundred of them can still be read. */
const MOST_FILES = 3;
const MOST_OBJECTS = 2;
const MOST_LINES = 20;
/** Names that are listed of what is not shown, in detail and in short. */
const MOST_NAMES = 8;
const FEW_NAMES = 3;

/** A file that is not as its golden is. */
export interface GoldenProblem {
  readonly file: string;
  /** What is wrong, to be read after the name of the file; missing if it differs. */
  readonly says?: string;
  /** Missing unless it differs. */
  readonly differences?: readonly ObjectDifference[];
}

/** Construct paths by the names of objects. */
type Origins = ReadonlyMap<string, string>;

/** The first differences of the first files; what is left out is counted. */
export function inDetail(problems: readonly GoldenProblem[], origins: Origins): string {
  const entries = problems.slice(0, MOST_FILES).map(({ file, says, differences = [] }) =>
    says === undefined ? `${file} differs (- golden, + new):\n${shown(differences, origins)}` : `${file} ${says}`);
  return [...entries, ...rest(problems.slice(MOST_FILES).map(({ file }) => file), MOST_NAMES)].join('\n\n');
}

/** The first file, and which objects in it. */
export function inShort(problems: readonly GoldenProblem[], origins: Origins): string {
  const [{ file, says, differences = [] }, ...others] = problems;
  const names = titles(differences, origins);
  const first = says ?? (names.length > 0 ? `differs in ${listed(names, FEW_NAMES)}.` : 'differs.');
  return [`${file} ${first}`, ...rest(others.map((other) => other.file), FEW_NAMES)].join('\n');
}

function shown(differences: readonly ObjectDifference[], origins: Origins): string {
  const entries = differences.slice(0, MOST_OBJECTS).map((difference) => {
    const { lines } = difference;
    const left = lines.length - MOST_LINES;
    return [...titles([difference], origins), ...lines.slice(0, MOST_LINES), ...(left > 0 ? [`  ... ${left} more lines`] : [])].join('\n');
  });
  return [...entries, ...rest(titles(differences.slice(MOST_OBJECTS), origins), MOST_NAMES)].join('\n\n');
}

/** `Deployment/api of shop/api`; nothing for what is not about one object. */
function titles(differences: readonly ObjectDifference[], origins: Origins): string[] {
  return differences.filter(({ name }) => name !== '').map(({ name, change }) => {
    const origin = origins.get(name);
    return `${name}${origin === undefined ? '' : ` of ${origin}`}${change === 'differs' ? '' : ` ${change}`}`;
  });
}

function rest(names: readonly string[], most: number): string[] {
  return names.length === 0 ? [] : [`${names.length} more: ${listed(names, most)}`];
}

function listed(names: readonly string[], most: number): string {
  const first = names.slice(0, most).join(', ');
  return names.length > most ? `${first} and ${names.length - most} more` : first;
}
