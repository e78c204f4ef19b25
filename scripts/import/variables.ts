import { setterOf } from '../../lib/targets/compose/reserved-variables';
import { isOnlyWord } from './peers';
import { text, type Declaration, type Said } from './program';
import { defaultText, variablesIn, type Template, type Variable } from './template';

/** A port of the host whose number a variable says. */
export interface PublishedPort {
  readonly service: string;
  readonly endpoint: string;
}

/** What a template comes to, or why it cannot be said. */
export type Outcome = { readonly said: Said } | { readonly why: string };

/** Every variable of a file, and what it comes to: one parameter or secret for all places where it stands. */
export class Variables {
  private readonly uses = new Map<string, Variable[]>();
  private readonly needed = new Map<string, string>();
  private readonly handedOn = new Set<string>();
  private readonly published = new Map<string, PublishedPort>();
  private readonly used = new Map<string, Declaration>();
  private readonly others = new Map<string, readonly Template[]>();

  /**
   * @param rename gives the hosts in a default the names that they have
   * @param isTaken whether something else in the tree has the id
   */
  public constructor(
    private readonly rename: (text: string) => string,
    private readonly isTaken: (id: string) => boolean,
  ) {}

  /** Takes note of the variables of a text, before anything is said. */
  public see(template: Template): void {
    for (const variable of variablesIn(template)) this.uses.set(variable.name, [...(this.uses.get(variable.name) ?? []), variable]);
  }

  /** Takes note of a variable that needs some default where it stands. */
  public seeNeeded({ name, operator, word }: Variable, fallback: string): void {
    if ((operator.endsWith('?') || defaultText(word) === '') && !this.needed.has(name)) this.needed.set(name, fallback);
  }

  /** Takes note of a variable that a container gets from the operator, or not. */
  public seeHandedOn(name: string): void {
    this.handedOn.add(name);
  }

  public isUsed(name: string): boolean {
    return this.uses.has(name) || this.handedOn.has(name);
  }

  /** Takes the variable for the port of an endpoint; false if it is another's. */
  public claimPort(name: string, port: PublishedPort): boolean {
    if (this.published.has(name)) return false;
    this.published.set(name, port);
    return true;
  }

  /** The parameters and secrets that were asked for. */
  public get declarations(): readonly Declaration[] {
    return [...this.used.values()];
  }

  /** The text, with values in place of its variables. */
  public said(template: Template): Outcome {
    const parts: Said[] = [];
    for (const part of template) {
      if (typeof part === 'string') parts.push(part);
      else {
        const outcome = this.variable(part);
        if ('why' in outcome) return outcome;
        parts.push(outcome.said);
      }
    }
    return { said: text(parts) };
  }

  /** A secret of that name, whatever else its variable is. */
  public secret(name: string): Said | undefined {
    const id = this.idOf(name);
    const known = this.used.get(id);
    if (id !== name || (known && known.construct !== 'Secret')) return undefined;
    this.used.set(id, { construct: 'Secret', id, props: { description: `What the Compose file calls ${name}.` } });
    return { kind: 'declared', id };
  }

  /** What a text is where nobody says anything. */
  public known(template: Template): string {
    return template.map((part) => {
      if (typeof part === 'string') return part;
      const { operator, word, name } = part;
      if (operator.endsWith('-') && word.length > 0) return this.known(word);
      const said = defaultText(fallbackOf(this.uses.get(name) ?? []));
      return said === '' ? (this.needed.get(name) ?? '') : said;
    }).join('');
  }

  /** A variable that is handed on under its own name. */
  public handOn(name: string): Outcome {
    return this.variable({ name, operator: '', word: [] });
  }

  private variable({ name, operator, word }: Variable): Outcome {
    const port = this.published.get(name);
    if (port) return { said: { kind: 'endpoint', service: port.service, name: port.endpoint, part: 'publishedPort' } };
    if (operator.endsWith('+')) return { why: 'a text that depends on whether a variable is set' };
    const uses = this.uses.get(name) ?? [];
    const isRequired = uses.some((use) => use.operator.endsWith('?'));
    const said = fallbackOf(uses);
    const own = operator.endsWith('-') ? word : [];
    if (isRequired && said.length > 0) return { why: 'a variable with a default that is required elsewhere' };
    if (own.length > 0 && !isSame(own, said)) return this.another(name, own);
    const needed = defaultText(said) === '' ? this.needed.get(name) : undefined;
    const fallback = this.fallback(name, needed === undefined ? said : [needed]);
    return 'why' in fallback ? fallback : { said: { kind: 'declared', id: this.declare(name, isRequired, fallback.said) } };
  }

  /** One of several parameters that a variable sets: it is something else where it stands. */
  private another(name: string, own: Template): Outcome {
    const fallback = this.fallback(name, own);
    if ('why' in fallback) return fallback;
    const others = this.others.get(name) ?? [];
    const at = others.findIndex((other) => isSame(other, own));
    if (at < 0) this.others.set(name, [...others, own]);
    const id = `${this.idOf(name)}_${(at < 0 ? others.length : at) + 2}`;
    // Another variable may be called so.
    if (this.uses.has(id)) return { why: 'two defaults of one variable' };
    this.used.set(id, { construct: 'Parameter', id, props: { description: `What the Compose file calls ${name}, in another place.`, variable: this.idOf(name), default: fallback.said } });
    return { said: { kind: 'declared', id } };
  }

  /** What a variable is without a value: text, and other variables. */
  private fallback(name: string, word: Template): Outcome {
    const renamed = word.map((part) => (typeof part === 'string' && !isOnlyWord(name, part) ? this.rename(part) : part));
    const outcome = this.said(renamed);
    if ('why' in outcome || typeof outcome.said === 'string') return outcome;
    const isKnown = variablesIn(word).every((variable) => !this.published.has(variable.name) && !this.isSecret(variable.name));
    return isKnown ? outcome : { why: 'a secret or a port in the default of another variable' };
  }

  private idOf(name: string): string {
    return setterOf(name) === undefined && !this.isTaken(name) ? name : `APP_${name}`;
  }

  private isSecret(name: string): boolean {
    return this.used.get(this.idOf(name))?.construct === 'Secret';
  }

  private declare(name: string, isRequired: boolean, fallback: Said): string {
    const id = this.idOf(name);
    const description = `What the Compose file calls ${name}.`;
    const isUnset = fallback === '' && this.handedOn.has(name);
    // What is needed to be known cannot be a secret.
    const isSecret = isRequired && !this.needed.has(name);
    const declaration: Declaration = isSecret
      ? { construct: 'Secret', id, props: { description } }
      : { construct: 'Parameter', id, props: { description, ...(isRequired && { required: true }), ...(!isUnset && { default: fallback }) } };
    this.used.set(id, declaration);
    return id;
  }
}

/** The first default that says something. */
function fallbackOf(uses: readonly Variable[]): Template {
  return uses.find(({ operator, word }) => operator.endsWith('-') && word.length > 0)?.word ?? [];
}

function isSame(first: Template, second: Template): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
