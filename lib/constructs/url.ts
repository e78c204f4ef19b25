import type { IConstruct } from 'constructs';
import { recordFault } from '../model/fault';
import { captureTrace, type OnStack } from '../model/trace';
import type { IValue } from '../model/value';
import { urlPart, urlPath } from '../quoting/url';
import { joinText, mapText, type EnvValue } from './value';

/** The parts of a URL, as they are before anything is encoded. */
export interface UrlParts {
  readonly scheme: string;
  readonly user?: EnvValue;
  readonly password?: EnvValue;
  readonly authority: IValue;
  readonly path?: EnvValue;
}

/** `jdbc:mysql` is one: what stands before `://`. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*(?::[A-Za-z][A-Za-z0-9+.-]*)*$/;

/**
 * `scheme://user:password@host:port/path`. What is written in the program is encoded; the values of secrets and
 * parameters are not known, so their operators are told what they may consist of.
 *
 * @param of construct whose URL it is
 */
export function composeUrl({ scheme, user, password, authority, path = '' }: UrlParts, of: IConstruct, below: OnStack): IValue {
  const refuse = (field: string, value: string, rule: string): void =>
    recordFault(of, { kind: 'url', path: of.node.path, field, value, rule, trace: captureTrace(below) });
  if (!SCHEME.test(scheme)) refuse('the scheme', scheme, 'one without "://", such as "http" or "postgresql+asyncpg"');
  if (typeof path === 'string' && path !== '' && !/^[/?#]/.test(path)) refuse('the path', path, 'one that begins with "/", "?" or "#"');
  const credentials: EnvValue[] = [];
  if (user !== undefined || password !== undefined) {
    if (user !== undefined) credentials.push(mapText(user, urlPart));
    if (password !== undefined) credentials.push(':', mapText(password, urlPart));
    credentials.push('@');
  }
  return joinText([`${scheme}://`, ...credentials, authority, mapText(path, urlPath)]);
}
