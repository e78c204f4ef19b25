import * as fs from 'node:fs';

/** How one stack went. */
export interface Result {
  readonly name: string;
  readonly seconds: number;
  /** Everything that was not as it has to be, each a sentence; none if it went well. */
  readonly problems: readonly string[];
  /** Why it was not tried, each a sentence; missing if it was. */
  readonly skipped?: readonly string[];
}

/** Where results are written besides the output that is read. */
export interface ResultFiles {
  readonly json?: string;
  readonly junit?: string;
}

/** An error for a file that cannot be written, which nobody wants to hear of in the end. */
export function refuseUnwritable({ json, junit }: ResultFiles): void {
  for (const [option, file] of [['--json', json], ['--junit', junit]] as const) {
    if (file === undefined) continue;
    const isThere = fs.existsSync(file);
    try {
      fs.closeSync(fs.openSync(file, 'a'));
      if (!isThere) fs.rmSync(file);
    } catch (error) {
      throw new Error(`${option} ${file} cannot be written (${(error as NodeJS.ErrnoException).code}): nothing was tried`);
    }
  }
}

/**
 * Sums up, writes the files; the exit status: 0 if all that was tried went well, 1 if not, 2 if nothing was tried.
 *
 * @param more what the JSON says besides
 */
export function conclude(suite: string, results: readonly Result[], { json, junit }: ResultFiles, more: object = {}): number {
  const failed = results.filter(({ problems }) => problems.length > 0);
  const tried = results.filter((result) => !result.skipped);
  const status = failed.length > 0 ? 1 : tried.length > 0 ? 0 : 2;
  if (json !== undefined) fs.writeFileSync(json, `${JSON.stringify({ suite, passed: status === 0, results, ...more }, null, 2)}\n`);
  if (junit !== undefined) fs.writeFileSync(junit, junitOf(suite, results));
  const skipped = results.filter((result) => result.skipped);
  if (skipped.length > 0) process.stdout.write(`\nnot tried, ${skipped.length} of ${results.length}:\n${skipped.map((result) => `  ${result.name}: ${result.skipped!.join('; ')}\n`).join('')}`);
  const said = [`all ${tried.length} came up`, `not up: ${failed.map(({ name }) => name).join(', ')}`, 'nothing was tried'];
  process.stdout.write(`\n${said[status]}\n`);
  return status;
}

/** What a build server reads: a test for each, a failure for one with problems. */
export function junitOf(suite: string, results: readonly Result[]): string {
  const failures = results.filter(({ problems }) => problems.length > 0).length;
  const cases = results.map(({ name, seconds, problems, skipped }) => {
    const test = `  <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds}"`;
    if (skipped) return `${test}>\n    <skipped message="${escaped(skipped.join('; '))}"/>\n  </testcase>\n`;
    return problems.length === 0 ? `${test}/>\n` : `${test}>\n    <failure message="${escaped(problems[0])}">${escaped(problems.join('\n'))}</failure>\n  </testcase>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="${escaped(suite)}" tests="${results.length}" failures="${failures}" skipped="${results.filter(({ skipped }) => skipped).length}">\n${cases.join('')}</testsuite>\n`;
}

/** XML has no place for most control characters, however they are written. */
function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => names[character]).replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '?');
}
