import { asGithubAnnotations } from '../../lib/cli/formats/github';
import { asJson } from '../../lib/cli/formats/json';
import { asSarif } from '../../lib/cli/formats/sarif';
import { asText } from '../../lib/cli/formats/text';
import { exitCodeOf, inOrder, type Verdict, type VerifyFinding } from '../../lib/cli/verdict';

const IMAGE: VerifyFinding = {
  code: 'agreement/image', file: 'deploy/k8s.yaml', line: 14, subject: 'Deployment/api', message: 'Deployment/api: image is "a:2" there',
  expected: 'the same image', fix: 'Take one.', related: [{ subject: 'services.api', file: 'compose.yaml', line: 4 }],
};
const USER: VerifyFinding = { code: 'agreement/user', file: 'compose.yaml', subject: 'services.api', message: 'services.api: user is 0\nand 100%', expected: 'one user', fix: 'Set it.' };
const SAME_CODE: VerifyFinding = { ...IMAGE, line: 9, subject: 'Deployment/web', message: 'Deployment/web: image is "b" there' };
const NOWHERE: VerifyFinding = { code: 'agreement/workload', subject: '', message: 'nothing runs', expected: 'something', fix: 'Run it.' };

const VERDICT: Verdict = {
  judged: { stacks: 2, variants: 1, named: false, manifests: 7, projects: 2, compared: 3 },
  findings: inOrder([IMAGE, NOWHERE, USER, SAME_CODE]),
  accepted: [],
  notes: ['desk: overlays/x: only Kustomize applies it'],
  matches: [],
};
const GOOD: Verdict = { judged: { stacks: 1, variants: 0, named: true, manifests: 1, projects: 1, compared: 1 }, findings: [], accepted: [], notes: [], matches: [] };

describe('text', () => {
  test('names each place, and each code once with what was expected', () => {
    expect(asText(VERDICT, false)).toBe(`compose.yaml  agreement/user  services.api: user is 0
and 100%

deploy/k8s.yaml:9  agreement/image  Deployment/web: image is "b" there
  beside services.api at compose.yaml:4
deploy/k8s.yaml:14  agreement/image  Deployment/api: image is "a:2" there
  beside services.api at compose.yaml:4

agreement/workload  nothing runs

agreement/user
  expected: one user
  fix: Set it.

agreement/image
  expected: the same image
  fix: Take one.

agreement/workload
  expected: something
  fix: Run it.

not judged: desk: overlays/x: only Kustomize applies it

2 stacks and 1 variant, 7 manifests, 2 Compose projects; agreement compared for 3
4 problems: 2 agreement/image, 1 agreement/user, 1 agreement/workload
`);
  });

  test('says what it has looked at where nothing is wrong', () => {
    expect(asText(GOOD, false)).toBe('1 application, 1 manifest, 1 Compose project; agreement compared for 1\nnothing is wrong\n');
    expect(asText({ ...GOOD, judged: { ...GOOD.judged, projects: 0, compared: 0 } }, false)).toContain('agreement not compared');
  });

  test('has colours only where they are asked for', () => {
    expect(asText(VERDICT, false)).not.toContain('\u001b');
    const coloured = asText(VERDICT, true);
    expect(coloured).toContain('\u001b[31magreement/user\u001b[0m');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(asText(VERDICT, false));
  });
});

test('JSON has a version, the verdict, and all that is known of a finding', () => {
  expect(JSON.parse(asJson(VERDICT))).toEqual({ version: 1, verdict: 'differs', judged: VERDICT.judged, findings: VERDICT.findings, accepted: [], notes: VERDICT.notes, matches: [] });
  expect(JSON.parse(asJson(GOOD))).toMatchObject({ verdict: 'agrees', findings: [] });
});

test('an annotation is one line, with what would end it or its properties escaped', () => {
  const colon: VerifyFinding = { ...USER, file: 'a,b:c%.yaml' };
  expect(asGithubAnnotations({ ...VERDICT, findings: [IMAGE, colon, NOWHERE] }).split('\n')).toEqual([
    '::error file=deploy/k8s.yaml,line=14,title=agreement/image::Deployment/api: image is "a:2" there%0Aexpected: the same image%0Afix: Take one.',
    '::error file=a%2Cb%3Ac%25.yaml,title=agreement/user::services.api: user is 0%0Aand 100%25%0Aexpected: one user%0Afix: Set it.',
    '::error title=agreement/workload::nothing runs%0Aexpected: something%0Afix: Run it.',
    '::notice title=not judged::desk: overlays/x: only Kustomize applies it',
    '2 stacks and 1 variant, 7 manifests, 2 Compose projects; agreement compared for 3',
    '3 problems: 1 agreement/image, 1 agreement/user, 1 agreement/workload',
    '',
  ]);
});

describe('SARIF', () => {
  const log = JSON.parse(asSarif(VERDICT, '1.2.3')) as Record<string, unknown> & { runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; message: { text: string } }[] }[] };

  test('is of the version 2.1.0, with what the specification requires', () => {
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-schema-2.1.0.json') as string });
    expect(log.runs).toHaveLength(1);
    const [{ tool, results }] = log.runs;
    expect(tool.driver).toMatchObject({ name: 'cdk8s-compose', semanticVersion: '1.2.3' });
    for (const { ruleId, ruleIndex, message } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(message.text).not.toBe('');
    }
    expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(tool.driver.rules.length);
  });

  test('names the place of each result, and what is beside it', () => {
    expect(log.runs[0].results[2]).toMatchObject({
      ruleId: 'agreement/image',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'deploy/k8s.yaml' }, region: { startLine: 14 } }, logicalLocations: [{ fullyQualifiedName: 'Deployment/api' }] }],
      relatedLocations: [{ id: 0, message: { text: 'services.api' }, physicalLocation: { artifactLocation: { uri: 'compose.yaml' }, region: { startLine: 4 } } }],
    });
    expect(log.runs[0].results[3]).not.toHaveProperty('locations');
  });

  test('writes paths as references', () => {
    const odd = JSON.parse(asSarif({ ...VERDICT, findings: [{ ...USER, file: 'a b/c#d.yaml' }, { ...USER, file: '/tmp/x y.yaml' }] }, '1.2.3')) as typeof log;
    const uris = odd.runs[0].results.map((result) => (result as unknown as { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }).locations[0].physicalLocation.artifactLocation.uri);
    expect(uris).toEqual(['a%20b/c%23d.yaml', 'file:///tmp/x%20y.yaml']);
  });

  test('says whether everything could be read, and what was not judged', () => {
    expect(log.runs[0]).toMatchObject({ invocations: [{ executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [{ level: 'note', message: { text: 'Not judged: desk: overlays/x: only Kustomize applies it' } }] }] });
    const unreadable = JSON.parse(asSarif({ ...VERDICT, findings: [{ ...USER, code: 'input/syntax' }] }, '1.2.3')) as typeof log;
    expect(unreadable.runs[0]).toMatchObject({ invocations: [{ executionSuccessful: false, exitCode: 2 }] });
  });
});

describe('what was accepted at synthesis', () => {
  const ACCEPTED: Verdict = { ...GOOD, accepted: [{ ...IMAGE, reason: 'another registry' }] };

  test('counts for nothing, and is said with its reason', () => {
    expect(exitCodeOf(ACCEPTED)).toBe(0);
    expect(asText(ACCEPTED, false)).toMatch(/^accepted: deploy\/k8s\.yaml:14 {2}agreement\/image {2}Deployment\/api: image is "a:2" there \(another registry\)\n\n1 application/);
    expect(JSON.parse(asJson(ACCEPTED))).toMatchObject({ verdict: 'agrees', findings: [], accepted: [{ code: 'agreement/image', reason: 'another registry' }] });
    expect(asGithubAnnotations(ACCEPTED)).not.toContain('::error');
    expect(JSON.parse(asSarif(ACCEPTED, '1.2.3'))).toMatchObject({ runs: [{ results: [{ ruleId: 'agreement/image', suppressions: [{ kind: 'external', justification: 'another registry' }] }] }] });
  });
});

describe('the exit code', () => {
  test.each<[string, readonly VerifyFinding[], number]>([
    ['nothing', [], 0],
    ['a difference', [IMAGE], 1],
    ['what cannot be read, beside whatever else', [IMAGE, { ...USER, code: 'input/syntax' }], 2],
  ])('of %s', (_, findings, exit) => {
    expect(exitCodeOf({ ...VERDICT, findings })).toBe(exit);
  });
});

test('what is found twice in one place is shown once', () => {
  expect(inOrder([IMAGE, USER, IMAGE, { ...IMAGE }])).toEqual([USER, IMAGE]);
});
