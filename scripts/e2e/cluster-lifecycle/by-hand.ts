import type { Namespace } from '../kubernetes-namespace';

/** How long a task may take. */
const SECONDS = 180;

/** Starts every scheduled task as an operator does, and waits until it has ended well; nothing if there is none. */
export function notRunByHand(namespace: Namespace): readonly string[] | undefined {
  const names = namespace.kubectl('get', 'cronjobs', '-o', 'name').split('\n').filter(Boolean);
  if (names.length === 0) return undefined;
  return names.flatMap((cronJob) => {
    const job = `${cronJob.slice(cronJob.indexOf('/') + 1)}-e2e`;
    namespace.kubectl('create', 'job', `--from=${cronJob}`, job);
    const problems = namespace.unready(SECONDS);
    namespace.kubectl('delete', 'job', job, '--wait');
    return problems;
  });
}
