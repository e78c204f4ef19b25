import { run } from '../command';

const LEVELS = ['restricted', 'baseline', 'privileged'];

/** What is wrong with the level of Pod Security that a namespace enforces: without one, the cluster lets everything in. */
export function unenforced(namespace: string): readonly string[] {
  const level = run(['kubectl', 'get', 'namespace', namespace, '-o', 'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}']).stdout.trim();
  return LEVELS.includes(level) ? [] : [`the namespace enforces ${level === '' ? 'no level' : `the unknown level ${level}`} of Pod Security`];
}
