import { MANIFEST_CODES } from '../../lib/verify/kubernetes/codes';
import { kubernetesApi } from '../../lib/verify/kubernetes/api/api';
import { judgeManifests } from '../../lib/verify/kubernetes/judge';
import { clusterOfSubjects } from '../../lib/verify/kubernetes/manifests';
import { schemaProblems } from '../../lib/verify/kubernetes/schema';
import type { Problem } from '../../lib/verify/problem';
import { MANIFEST_FAULTS } from './faults/all';
import type { Fault } from './faults/fault';
import { said, subjectsOf } from './judged';

function problemsOf({ settings, by = 'rules' }: Fault, objects: readonly unknown[]): Problem[] {
  if (by === 'schema') return clusterOfSubjects(subjectsOf(objects)).manifests.flatMap((manifest) => schemaProblems(manifest, kubernetesApi(28)));
  return judgeManifests(subjectsOf(objects), { version: '1.28', ...(by === 'rules' && { only: new Set() }), ...settings });
}

/** The fault is all that is found, so no rule speaks about another rule's business; what is close to it is told nothing. */
test.each(MANIFEST_FAULTS.map((fault) => [fault.code, fault.message, fault] as const))('%s: %s', (code, message, fault) => {
  const found = problemsOf(fault, fault.bad);
  const expected = [code, expect.stringContaining(message)];
  // A schema may have more to say of what is no value at all.
  if (fault.by === 'schema') expect(found.map((problem) => [problem.code, said(problem)])).toContainEqual(expected);
  else expect(found.map((problem) => [problem.code, said(problem)])).toEqual([expected]);
  expect(problemsOf(fault, fault.good)).toEqual([]);
});

test('every code but that of updates has a fault', () => {
  const shown = new Set<string>(MANIFEST_FAULTS.map(({ code }) => code));
  expect(Object.keys(MANIFEST_CODES).filter((code) => !shown.has(code))).toEqual(['manifest/immutable']);
});

test('places lead to something, or to what is missing, and related subjects are there', () => {
  for (const fault of MANIFEST_FAULTS) {
    const subjects = subjectsOf(fault.bad);
    for (const { subject, place, related = [] } of problemsOf(fault, fault.bad)) {
      const value = subjects.find(({ name }) => name === subject)?.value;
      expect(value).toBeDefined();
      let here: unknown = value;
      const lost = place.findIndex((step) => (here = (here as Record<string | number, unknown> | undefined)?.[step]) === undefined);
      // The last steps may be of a field that is not there.
      expect([fault.message, lost === -1 || lost >= Math.min(1, place.length - 1)]).toEqual([fault.message, true]);
      for (const other of related) expect(subjects.map(({ name }) => name)).toContain(other);
    }
  }
});
