import * as fs from 'node:fs';
import * as path from 'node:path';

const DOCUMENT = path.join(__dirname, '../../../docs/second-day.md');
/** What the document calls the servers. */
const CALLED: { readonly [kind: string]: string } = { Postgres: 'postgres', MySql: 'mysql' };

/** The command of the document for such a server, with names of this project. */
export function restoring(kind: string, backup: string, server: string, file: string): string {
  const name = CALLED[kind];
  return inDocument(kind, (words) => words.includes(` ${name}-backup `)).replace(` ${name}-backup `, ` ${backup} `).replace(` exec -T ${name} `, ` exec -T ${server} `).replace('/backups/FILE', file);
}

/** The same with kubectl: its line knows the namespace, the server, and the pod that reads backups. */
export function restoringInCluster(kind: string, namespace: string, server: string, file: string): string {
  const name = CALLED[kind];
  return inDocument(kind, (words) => words.includes(` ${name}-0 `)).replaceAll('kubectl -n shop ', `kubectl -n ${namespace} `).replace(` ${name}-0 `, ` ${server}-0 `).replace('/backups/FILE', file);
}

function inDocument(kind: string, isMeant: (line: string) => boolean): string {
  const line = fs.readFileSync(DOCUMENT, 'utf8').split('\n').find((words) => words.includes('/backups/FILE') && isMeant(words));
  if (line === undefined) throw new Error(`${DOCUMENT} does not say how a backup of ${kind} is restored`);
  return line;
}
