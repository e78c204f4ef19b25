import type { Verdict } from './judge/place';
import type { Corpus } from './read';
import type { SurveyedFile, SurveyedService } from './survey';

/** The figures of a whole directory. */
export interface Totals {
  readonly services: number;
  readonly exact: number;
  readonly typed: number;
  readonly hatch: number;
  readonly none: number;
  readonly files: number;
  readonly filesTyped: number;
}

export function totalsOf(files: readonly SurveyedFile[], unreadable: number): Totals {
  const services = files.flatMap((file) => file.services);
  const count = (level: SurveyedService['level']): number => services.filter((service) => service.level === level).length;
  return {
    services: services.length, exact: count('exact'), typed: count('typed'), hatch: count('hatch'), none: count('none'),
    files: files.length + unreadable, filesTyped: files.filter(({ isTyped }) => isTyped).length,
  };
}

/** The report, line by line; the last line is JSON. */
export function report(files: readonly SurveyedFile[], corpus: Corpus): string[] {
  const totals = totalsOf(files, corpus.unreadable.length);
  const services = files.flatMap((file) => file.services.map((service) => ({ ...service, file: file.name })));
  return [
    `${corpus.others.length} files are no Compose files.`,
    ...section(`${corpus.unreadable.length} files cannot be read`, corpus.unreadable),
    ...section(`${corpus.duplicates.length} files have the content of another one, and count as well`, corpus.duplicates),
    ...section('Lacking, by use (services | alone | files | attribute)', lacking(files)),
    ...section('Lacking outside of services (files | attribute)', table(files.flatMap((file) => file.top.filter(isLacking).map(({ attribute }) => ({ key: attribute, of: file.name }))))),
    ...section('In another form (services | attribute)', table(services.flatMap(({ verdicts, file, service }) => verdicts.filter(({ level }) => level === 'typed').map(({ attribute }) => ({ key: attribute, of: `${file} ${service}` }))))),
    ...section('Left over by the mapping (services | attribute: why)', table(services.flatMap(({ leftOver, file, service }) => leftOver.map(({ attribute, why }) => ({ key: `${attribute}: ${why}`.replace(/^(environment|depends_on|networks|build\.args)\.[^:]*/, '$1'), of: `${file} ${service}` }))))),
    ...section('Refused by the library (services | finding)', table(services.flatMap(({ refused, file, service }) => refused.map((finding) => ({ key: finding.split(': ')[0], of: `${file} ${service}` }))))),
    ...section('Not on Kubernetes (services | code)', table(services.flatMap(({ unsupportedOnKubernetes, file, service }) => unsupportedOnKubernetes.map((key) => ({ key, of: `${file} ${service}` }))))),
    ...section('In the output and not in the file (services | attribute)', table(services.flatMap(({ added, file, service }) => added.map((key) => ({ key, of: `${file} ${service}` }))))),
    '',
    JSON.stringify(totals),
  ];
}

function isLacking({ level }: Verdict): boolean {
  return level === 'none';
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

/** How many things each is said of, most first. */
function table(entries: readonly { readonly key: string; readonly of: string }[]): string[] {
  const found = new Map<string, Set<string>>();
  for (const { key, of } of entries) found.set(key, (found.get(key) ?? new Set()).add(of));
  return [...found].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1)).map(([key, of]) => `${of.size} | ${key}`);
}

/** Each attribute with the services that lack it, those that lack nothing else, and the files. */
function lacking(files: readonly SurveyedFile[]): string[] {
  const found = new Map<string, { services: number; alone: number; files: Set<string> }>();
  for (const file of files) {
    for (const { verdicts } of file.services) {
      const attributes = new Set(verdicts.filter(isLacking).map(({ attribute }) => attribute));
      for (const attribute of attributes) {
        const entry = found.get(attribute) ?? { services: 0, alone: 0, files: new Set() };
        found.set(attribute, { services: entry.services + 1, alone: entry.alone + (attributes.size === 1 ? 1 : 0), files: entry.files.add(file.name) });
      }
    }
  }
  return [...found].sort(([, a], [, b]) => b.services - a.services).map(([attribute, entry]) => `${entry.services} | ${entry.alone} | ${entry.files.size} | ${attribute}`);
}
