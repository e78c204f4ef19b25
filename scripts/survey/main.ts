import { DEFAULT_TARGETS } from '../../lib/targets/targets';
import { readCorpus } from './read';
import { report } from './report';
import { surveyFile, type SurveyedFile } from './survey';

/*
 * How much of the Compose files of a directory the typed API can say: `npm run survey -- DIRECTORY`.
 *
 * `--without PREFIX` leaves out the files whose names begin with it, `--explain NAME` says everything of the files with
 * NAME in theirs.
 */

function optionsOf(words: readonly string[]): { readonly directory?: string; readonly without: readonly string[]; readonly explain?: string } {
  const without: string[] = [];
  let directory: string | undefined;
  let explain: string | undefined;
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '--without') without.push(words[++at]);
    else if (words[at] === '--explain') explain = words[++at];
    else directory = words[at];
  }
  return { directory, without, explain };
}

function explained(file: SurveyedFile): string[] {
  return [
    file.name,
    ...file.top.filter(({ level }) => level !== 'exact').map(({ attribute, level, detail = '' }) => `  ${level} ${attribute} ${detail}`),
    ...file.services.flatMap(({ service, level, verdicts, leftOver, refused }) => [
      `  ${service}: ${level}`,
      ...verdicts.filter((verdict) => verdict.level !== 'exact').map(({ attribute, level: found, detail = '' }) => `    ${found} ${attribute} ${detail}`),
      ...leftOver.map(({ attribute, why }) => `    left over ${attribute}: ${why}`),
      ...refused.map((finding) => `    refused ${finding}`),
    ]),
  ];
}

const { directory, without, explain } = optionsOf(process.argv.slice(2));
if (directory === undefined) {
  process.stderr.write('usage: npm run survey -- DIRECTORY [--without PREFIX]... [--explain NAME]\n');
  process.exitCode = 1;
} else {
  const unsupported = new Set(DEFAULT_TARGETS.flatMap(({ name, support }) => Object.values(support).flatMap((decision) => (name === 'kubernetes' && decision.level === 'unsupported' ? [decision.code] : []))));
  const corpus = readCorpus(directory, (name) => !without.some((prefix) => name.startsWith(prefix)));
  const chosen = corpus.files.filter(({ name }) => explain === undefined || name.includes(explain));
  const files = chosen.map((file) => surveyFile(file, unsupported));
  const lines = explain === undefined ? report(files, corpus) : files.flatMap(explained);
  process.stdout.write(`${lines.join('\n')}\n`);
}
