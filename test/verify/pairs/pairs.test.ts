import * as fs from 'node:fs';
import * as path from 'node:path';
import { EXIT } from '../../../lib/cli/world';
import type { VerifyFinding } from '../../../lib/cli/verdict';
import { folderOf, invoke } from '../../cli/invoke';
import { PLANTED } from './planted';

/** The files of a pair, by their paths in it. */
function filesOf(pair: string): Record<string, string> {
  const folder = path.join(__dirname, pair);
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ parentPath, name }) => {
    const file = path.join(parentPath, name);
    return [path.relative(folder, file), fs.readFileSync(file, 'utf8')];
  }));
}

interface Verified {
  readonly exit: number;
  readonly findings: readonly VerifyFinding[];
  readonly matches: readonly string[];
}

/** From the folder that the pair is in, as a team would. */
function verified(files: Readonly<Record<string, string>>): Verified {
  const folder = folderOf(Object.fromEntries(Object.entries(files).map(([file, content]) => [`shop/${file}`, content])));
  const { exit, out } = invoke(folder, ['verify', '--compose', 'shop', '--kubernetes', 'shop/k8s', '--format', 'json']);
  return { exit, ...(JSON.parse(out) as Pick<Verified, 'findings' | 'matches'>) };
}

const PAIRS = Object.keys(PLANTED);

test.each(PAIRS)('%s: both sides are of one application', (pair) => {
  const { exit, findings } = verified(filesOf(pair));
  expect(findings.map(({ message }) => message)).toEqual([]);
  expect(exit).toBe(EXIT.AGREES);
});

describe.each(PAIRS)('%s has drifted', (pair) => {
  test.each(PLANTED[pair])('$code of $service: $says', ({ file, before, after, code, service, says }) => {
    const files = filesOf(pair);
    expect(files[file]).toContain(before);
    const { exit, findings } = verified({ ...files, [file]: files[file].replace(before, () => after) });
    expect(exit).toBe(EXIT.DIFFERS);
    expect(findings.map((finding) => [finding.code, finding.message])).toEqual([[code, expect.stringContaining(says)]]);
    expect(`${findings[0].message} ${findings[0].related?.map(({ subject }) => subject).join(' ')}`).toMatch(new RegExp(`\\b${service}\\b`));
  });
});
