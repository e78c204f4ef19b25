import { randomBytes } from 'node:crypto';

/** The lines of a `.env.example` that a README tells the operator to fill in: all without a value that are no comments. */
export function askedFor(example: string): readonly string[] {
  return [...example.matchAll(/^([A-Za-z_]\w*)=$/gm)].map(([, name]) => name);
}

/** The `.env` of an operator who fills in what he has to, as the lines above it say, and nothing else. */
export function answer(example: string, known: Readonly<Record<string, string>>): string {
  const more = Object.entries(known).filter(([name]) => !askedFor(example).includes(name) && new RegExp(`^#? ?${name}=`, 'm').test(example));
  const filled = example.replace(/((?:^#.*\n)*)^([A-Za-z_]\w*)=$/gm, (_, said: string, name: string) => `${said}${name}=${known[name] ?? secret(said)}`);
  return `${filled}${more.map(([name, value]) => `${name}=${value}\n`).join('')}`;
}

/** As `openssl rand -hex 20`, or as many bytes, and in the encoding, that a hint says. */
export function secret(hint: string = ''): string {
  const [, encoding = 'hex', bytes = '20'] = /openssl rand -(hex|base64) (\d+)$/m.exec(hint) ?? [];
  return randomBytes(Number(bytes)).toString(encoding as 'hex' | 'base64');
}

/** What the operator of a `.env` has set, by variable. */
export function valuesIn(env: string): ReadonlyMap<string, string> {
  return new Map([...env.matchAll(/^([A-Za-z_]\w*)=(.*)$/gm)].map(([, name, value]) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]));
}
