import { isScalar, listOf, pairsOf, type Raw } from './raw';
import { defaultText, parseTemplate } from './template';

/** A name of a service that stands in a text as a host. */
export interface Mention {
  readonly service: string;
  /** Where the name begins. */
  readonly at: number;
  readonly port?: number;
}

const BEFORE = /(?:^|\/\/|[@,=\s"'([{|])$/;
const BEHIND = /^(?::(\d+)|$|[/,\s"')\]}?;|])/;

/** Variables whose whole value may be a host; that of any other is a word that happens to be the same. */
const HOST_VARIABLE = /HOST|SERVER|ADDR|URL|URI|ENDPOINT|BROKER|PEER|NODE|(?:^|_)IP$/i;

/** Whether the value of a variable is a word of its own, and no host. */
export function isOnlyWord(variable: string, text: string): boolean {
  return /^[\w.-]+$/.test(text) && !HOST_VARIABLE.test(variable);
}

/** The services that a text names as hosts: `db`, `db:5432`, `//user@db/name`. */
export function mentionsIn(text: string, services: readonly string[]): readonly Mention[] {
  return services.flatMap((service) => {
    const found: Mention[] = [];
    for (let at = text.indexOf(service); at >= 0; at = text.indexOf(service, at + 1)) {
      const behind = BEHIND.exec(text.slice(at + service.length));
      if (!behind || !BEFORE.test(text.slice(0, at))) continue;
      found.push({ service, at, ...(behind[1] !== undefined && { port: Number(behind[1]) }) });
    }
    return found;
  });
}

/** The texts of a service in which it may name others, as they are if nobody sets a variable. */
export function textsOf({ environment, command, entrypoint }: Raw): readonly string[] {
  const plain = (text: string): string => defaultText(parseTemplate(text));
  const values = [...(pairsOf(environment) ?? [])].map(([variable, value]) => [variable, plain(value ?? '')] as const);
  const words = [...listOf(command), ...listOf(entrypoint)].filter(isScalar).map((word) => plain(String(word)));
  return [...values.filter(([variable, text]) => !isOnlyWord(variable, text)).map(([, text]) => text), ...words];
}

/** The port that a variable beside that of a host says: `DB_HOST` and `DB_PORT`. */
export function pairedPorts({ environment }: Raw, services: readonly string[]): readonly Mention[] {
  const variables = new Map([...(pairsOf(environment) ?? [])].map(([name, value]) => [name, value === null ? '' : defaultText(parseTemplate(value))]));
  return [...variables].flatMap(([name, value]) => {
    const port = Number(variables.get(name.replace(/HOST(?:NAME)?|SERVER|ADDR(?:ESS)?/, 'PORT')));
    return services.includes(value) && Number.isInteger(port) && port > 0 ? [{ service: value, at: 0, port }] : [];
  });
}

/** The text with the new names of services that it names as hosts. */
export function renamed(text: string, services: readonly string[], idOf: (service: string) => string): string {
  const mentions = mentionsIn(text, services.filter((service) => idOf(service) !== service)).toSorted((a, b) => b.at - a.at);
  return mentions.reduce((result, { service, at }) => result.slice(0, at) + idOf(service) + result.slice(at + service.length), text);
}
