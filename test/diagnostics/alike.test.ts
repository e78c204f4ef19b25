import * as fc from '../fast-check';
import { acknowledge, App, HealthProbe, Image, Stack, Workload } from 'cdk8s-compose';
import { synthesizeApp } from 'cdk8s-compose/testing';
import { alone, findingsOf, together } from '../../lib/diagnostics/alike';
import type { Severity } from '../../lib/diagnostics/declaration';
import { declare } from '../../lib/diagnostics/declaration';
import { Findings, type Finding } from '../../lib/diagnostics/findings';

const of = (severity: Severity) => declare<{ readonly detail: string; readonly fix: string }>({ severity, title: 'A title', says: ({ detail }) => `It says ${detail}.`, fix: ({ fix }) => fix });
const CODES = { 'a/error': of('error'), 'a/info': of('info'), 'b/info': of('info') };

interface Report {
  readonly code: keyof typeof CODES;
  readonly paths: readonly string[];
  readonly detail: string;
  readonly fix: string;
}

const REPORT: fc.Arbitrary<Report> = fc.record({
  code: fc.constantFrom(...(Object.keys(CODES) as Report['code'][])),
  paths: fc.array(fc.constantFrom('s', 's/a', 's/b', 's/b/c', 's/b-c'), { minLength: 0, maxLength: 4 }),
  detail: fc.constantFrom('x', 'y', 'z'),
  fix: fc.constantFrom('do', 'do not'),
});

function collected(reports: readonly Report[]): Findings {
  const findings = new Findings();
  for (const { code, paths, detail, fix } of reports) findings.for(CODES).report(code, paths, { detail, fix });
  return findings;
}

const SEVERITIES = ['error', 'warning', 'info'];

/** Each reported path by itself, the last one of what is alike, in order. */
function oneByOne(reports: readonly Report[]): string[][] {
  const each = reports.flatMap(({ code, paths, detail, fix }) => paths.map((path) => ({ key: [String(SEVERITIES.indexOf(CODES[code].severity)), path, code, `It says ${detail}.`], fix })));
  const last = new Map(each.map(({ key, fix }) => [key.join('\n'), [...key, fix]]));
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, said]) => said);
}

const said = ({ severity, path, code, message, fix }: Finding): string[] => [String(SEVERITIES.indexOf(severity)), path, code, message, fix];

test('whatever is reported together is found as if it had been reported path by path', () => {
  fc.assert(fc.property(fc.array(REPORT, { maxLength: 6 }), (reports) => {
    expect(collected(reports).all.map(said)).toEqual(oneByOne(reports));
  }));
});

test('what says the same stands together, where it is said first', () => {
  fc.assert(fc.property(fc.array(REPORT, { maxLength: 6 }), (reports) => {
    const findings = collected(reports);
    const alike = (each: Parameters<typeof together>[0]) => together(each).map(({ code, message, fix, paths }) => ({ code, message, fix, paths }));
    expect(alike(findings.together)).toEqual(alike(findings.all.map(alone)));
  }));
});

test('a path without anything found of it is none', () => {
  expect(findingsOf(collected([{ code: 'a/info', paths: [], detail: 'x', fix: 'do' }]).together)).toEqual([]);
});

const image = Image.fromReference('example/app:1.0.0');
const health = HealthProbe.fromCommand(['true'], { liveness: true });

/** The rows about restarts in a report. */
const rowsOf = (files: ReturnType<typeof synthesizeApp>['files'], stack: string) =>
  (JSON.parse(String(files.get(`report/${stack}.json`))) as { findings: { code: string; severity: string; paths: string[]; acknowledged?: string }[] }).findings
    .filter(({ code }) => code === 'compose/liveness').map(({ severity, paths, acknowledged }) => [severity, paths.join(' '), acknowledged]);

test('what is accepted at some of its places comes apart there, and stands where its first place does', () => {
  const app = new App();
  const stack = new Stack(app, 'shop');
  const [, b, c] = ['a', 'b', 'c', 'd'].map((id) => new Workload(stack, id, { image, health }));
  acknowledge(b, 'compose/liveness', 'watched');
  acknowledge(c, 'compose/liveness', 'not needed');
  const { files, findings } = synthesizeApp(app);
  expect(rowsOf(files, 'shop')).toEqual([['warning', 'shop/a shop/d', undefined], ['info', 'shop/b', 'watched'], ['info', 'shop/c', 'not needed']]);
  expect(findings.filter(({ code }) => code === 'compose/liveness').map(({ path, severity }) => `${severity} ${path}`)).toEqual(['warning shop/a', 'info shop/b', 'info shop/c', 'warning shop/d']);
});

test('each stack tells its own, a stack inside another one too', () => {
  const app = new App();
  const outer = new Stack(app, 'outer');
  for (const stack of [outer, new Stack(outer, 'inner'), new Stack(app, 'outer-2')]) for (const id of ['a', 'z']) new Workload(stack, id, { image, health });
  const { files } = synthesizeApp(app);
  expect(rowsOf(files, 'outer')).toEqual([['warning', 'outer/a outer/z', undefined]]);
  expect(rowsOf(files, 'inner')).toEqual([['warning', 'outer/inner/a outer/inner/z', undefined]]);
  expect(rowsOf(files, 'outer-2')).toEqual([['warning', 'outer-2/a outer-2/z', undefined]]);
});
