import { deploymentWith, documents, DEPLOYMENT_YAML, type Place } from './fixtures';
import { rulesSay } from './judged';

/** What the bad YAML is told, and YAML close to it that is told nothing. */
export type Case = readonly [message: string, bad: string, good: string];

/** The message is the only one the bad stack gives, so no rule speaks about another rule's business. */
export function expectRule(message: string, bad: readonly unknown[], good: readonly unknown[]): void {
  expect(rulesSay(bad)).toEqual([expect.stringContaining(message)]);
  expect(rulesSay(good)).toEqual([]);
}

/** Cases that are fields of one place of a Deployment; `beside` are documents both stacks have. */
export function inDeployment(place: Place, cases: readonly Case[], beside = ''): void {
  const stack = (yaml: string): unknown[] => [deploymentWith(place, yaml), ...documents(beside)];
  test.each(cases)('%s', (message, bad, good) => expectRule(message, stack(bad), stack(good)));
}

/** Cases that are whole documents beside a Deployment without fault. */
export function besideDeployment(cases: readonly Case[]): void {
  const stack = (yaml: string): unknown[] => documents(`${DEPLOYMENT_YAML}---\n${yaml}`);
  test.each(cases)('%s', (message, bad, good) => expectRule(message, stack(bad), stack(good)));
}
