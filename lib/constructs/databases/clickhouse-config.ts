import { xmlText } from '../../quoting/xml';
import type { EnvValue } from '../value';
import type { SpelledSettings } from './server-settings';

/** An element of the configuration: others by name, or what stands in its place in one line. */
type Element = Map<string, Element | string>;

/**
 * A file of the server's configuration: what is settled here, and the settings. `max_concurrent_queries` is an element,
 * `logger.level` one inside another; each stands there once, since the server merges files and not what is in one of them.
 */
export function clickhouseConfig({ entries }: SpelledSettings): string {
  // What the server writes to standard output goes nowhere else.
  const logger: Element = new Map([['console', '<console>1</console>'], ['log', '<log remove="remove"/>'], ['errorlog', '<errorlog remove="remove"/>']]);
  const root: Element = new Map([['logger', logger]]);
  for (const [name, value] of entries) {
    const path = name.split('.');
    const last = path.pop()!;
    let parent = root;
    for (const step of path) {
      const known = parent.get(step);
      const element: Element = known instanceof Map ? known : new Map<string, Element | string>();
      parent.set(step, element);
      parent = element;
    }
    parent.set(last, typeof value === 'string' ? `<${last}>${xmlText(value)}</${last}>` : `<${last} from_env="${settingVariable(name)}"/>`);
  }
  return ['<clickhouse>', ...linesOf(root, '  '), '</clickhouse>', ''].join('\n');
}

function linesOf(element: Element, indent: string): string[] {
  return [...element].flatMap(([name, inner]) =>
    typeof inner === 'string' ? [`${indent}${inner}`] : [`${indent}<${name}>`, ...linesOf(inner, `${indent}  `), `${indent}</${name}>`],
  );
}

/** The settings that the operator chooses, as variables: the server's configuration takes them from there. */
export function clickhouseVariables({ entries }: SpelledSettings): Record<string, EnvValue> {
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [] : [[settingVariable(name), value] as const])));
}

function settingVariable(name: string): string {
  return `SETTING_${name.replaceAll('.', '__').toUpperCase()}`;
}
