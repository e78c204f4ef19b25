import * as path from 'node:path/posix';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from '../../import/raw';
import { extraHosts } from '../../import/resolver';
import { parseTemplate, plainText } from '../../import/template';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { same } from './same';
import { compareText } from './text';

/** The reference, with its variables. */
export function judgeImage(value: unknown, { output, raw }: Place): Verdict[] {
  const hasVariables = plainText(parseTemplate(String(value))) === undefined;
  const name = hasVariables ? 'image with ${VAR}' : raw.build === undefined ? 'image' : 'image of a build';
  return [verdict(name, compareText(value, output.image))];
}

/** A directory, and how it is built. */
export function judgeBuild(value: unknown, place: Place): Verdict[] {
  const build: Raw = isMapping(value) ? value : { context: value };
  const ours = place.output.build as unknown;
  const written: Raw = isMapping(ours) ? ours : { context: ours };
  const { context = '.', args, ...rest } = build;
  const verdicts = [verdict('build.context', ours === undefined ? 'none' : comparePath(context, written.context, place), String(context))];
  const given = pairsOf(written.args) ?? new Map<string, string | null>();
  for (const [name, argument] of pairsOf(args) ?? []) {
    const other = given.get(name);
    const isVariable = argument === null || plainText(parseTemplate(argument)) === undefined;
    // It is that of the variable of its name, which may be empty where it was not set.
    const level = argument === null ? (other === null ? 'exact' : worst(['typed', compareText(`\${${name}}`, other)])) : compareText(argument, other);
    verdicts.push(verdict(isVariable ? 'build.args with ${VAR}' : 'build.args', level, name));
  }
  for (const [name, said] of Object.entries(rest)) {
    if (name.startsWith('x-')) continue;
    if (name === 'secrets') {
      verdicts.push(verdict('build.secrets', judgeSecrets(said, written.secrets, place)));
      continue;
    }
    if (name === 'additional_contexts') {
      verdicts.push(verdict('build.additional_contexts', judgeContexts(said, written.additional_contexts, place)));
      continue;
    }
    if (name === 'extra_hosts') {
      verdicts.push(verdict('build.extra_hosts', same(Object.fromEntries(extraHosts(said) ?? []), Object.fromEntries(extraHosts(written.extra_hosts) ?? []), place.names)));
      continue;
    }
    const isVariable = isScalar(said) && plainText(parseTemplate(String(said))) === undefined;
    verdicts.push(verdict(`build.${name}${isVariable ? ' with ${VAR}' : ''}`, same(said, written[name], place.names)));
  }
  return verdicts;
}

/** Every secret by the id that a step knows it by, from the same variable or file. */
function judgeSecrets(original: unknown, ours: unknown, place: Place): Level {
  const known = new Map(listOf(ours).map((entry) => [idOf(entry).id, declaredSecret(entry, (place.document as unknown as Raw).secrets)]));
  return worst(listOf(original).map((entry) => {
    const [wanted, found] = [declaredSecret(entry, place.top.secrets), known.get(idOf(entry).id)];
    if (!wanted || !found) return 'none';
    if (wanted.environment !== undefined) return wanted.environment === found.environment ? 'typed' : 'none';
    return comparePath(wanted.file, found.file, place);
  }));
}

function idOf(entry: unknown): { readonly id: string; readonly source: string } {
  const { source, target = source }: Raw = isMapping(entry) ? entry : { source: entry };
  return { id: String(target), source: String(source) };
}

function declaredSecret(entry: unknown, declared: unknown): Raw | undefined {
  const found = isMapping(declared) ? declared[idOf(entry).source] : undefined;
  return isMapping(found) ? found : undefined;
}

/** What is beside the context: the same directory, the same address, the same service. */
function judgeContexts(original: unknown, ours: unknown, place: Place): Level {
  const known = pairsOf(ours) ?? new Map<string, string | null>();
  return worst([...(pairsOf(original) ?? [])].map(([name, wanted]) => {
    const found = known.get(name);
    const service = /^service:(.+)$/.exec(wanted ?? '')?.[1];
    if (service === undefined) return comparePath(wanted, found, place);
    const other = place.names.get(service);
    return found === `service:${other}` ? (other === service ? 'exact' : 'typed') : 'none';
  }));
}

/**
 * A path beside the file is in the output one below the directory of the checkout, which the operator names; or it is
 * the same path beside the file. Any other path is the same text, or the default of a variable.
 */
export function comparePath(original: unknown, ours: unknown, { directory }: Place): Level {
  if (!isScalar(original) || !isScalar(ours)) return 'none';
  const plain = plainText(parseTemplate(String(original)));
  const [root, below, ...more] = parseTemplate(String(ours));
  const isRelative = plain !== undefined && !/^[/~]|:\/\/|^[a-z]+@/.test(plain);
  if (isRelative && typeof root !== 'string' && root.operator === ':?' && more.length === 0) {
    const found = below === undefined ? '.' : typeof below === 'string' ? below.replace(/^\//, '') : undefined;
    return found === cleaned(path.join(directory, plain)) ? 'typed' : 'none';
  }
  if (isRelative && typeof root === 'string' && below === undefined) return cleaned(plain) === cleaned(root) ? 'exact' : 'none';
  if (plain !== undefined && typeof root !== 'string' && below === undefined && root.operator === ':-') return plainText(root.word) === plain ? 'typed' : 'none';
  return compareText(original, ours);
}

function cleaned(text: string): string {
  return path.normalize(text).replace(/(?<=.)\/$/, '');
}
