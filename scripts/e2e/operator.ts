import { randomBytes } from 'node:crypto';

/** The lines of a `.env.example` that a README tells the operator to fill in: all without a value that are no comments. */
export function askedFor(example: string): readonly string[] {
  return [...example.matchAll(/^([A-Za-z_]\w*)=$/gm)].map(([, name]) => name);
}

/** The `.env` of an operator who fills in what he has to, and nothing else. */
export function answer(example: string, known: Readonly<Record<string, string>>): string {
  const more = Object.entries(known).filter(([name]) => !askedFor(example).includes(name) && new RegExp(`^#? ?${name}=`, 'm').test(example));
  const filled = example.replace(/^([A-Za-z_]\w*)=$/gm, (_, name: string) => `${name}=${known[name] ?? secret()}`);
  return `${filled}${more.map(([name, value]) => `${name}=${value}\n`).join('')}`;
}

/** As `openssl rand -hex 20`. */
export function secret(): string {
  return randomBytes(20).toString('hex');
}
