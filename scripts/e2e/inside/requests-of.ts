import type { ContainerModel } from '../../../lib/model/container';
import { compared, type Compared } from './compared';

/** What a stand-in was asked. */
interface Asked {
  readonly path: string;
  readonly tls?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly service?: string;
}

/** Whether the check of a container asks as it has to, which a stand-in writes down; nothing of others. */
export function ofRequests({ health }: ContainerModel, log: string): readonly Compared[] {
  const check = health?.check;
  if (check?.kind !== 'http' && check?.kind !== 'grpc') return [];
  const asked = [...log.matchAll(/^stand-in: was asked (.+)$/gm)].map(([, json]) => JSON.parse(json) as Asked);
  // Others write nothing of the kind down.
  if (asked.length === 0 && !/^stand-in: /m.test(log)) return [];
  const isMeant = check.kind === 'http'
    ? ({ path, tls, headers = {} }: Asked): boolean => path === check.path && tls === (check.scheme === 'https') && (check.headers ?? []).every(({ name, value }) => headers[name.toLowerCase()] === value)
    : ({ path, service }: Asked): boolean => path === '/grpc.health.v1.Health/Check' && service === (check.service ?? '');
  return [compared('requests', asked.some(isMeant), () => `its check does not ask as it has to: ${asked.map((each) => JSON.stringify(each)).join(', ') || 'nothing'}`)];
}
