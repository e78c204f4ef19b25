import type { Place } from '../problem';
import type { Aspect } from '../../diagnostics/aspects';
import type { Fault } from './reading';

/** What is written down while an output is read. */
export class Notebook {
  public readonly facts = new Map<string, string>();
  public readonly only = new Map<string, string>();
  public readonly faults: Fault[] = [];
  public readonly places = new Map<string, Place>();
  public readonly subjects = new Map<string, string>();

  /**
   * The pages of a workload or container.
   *
   * @param root where it stands in its subject
   */
  public of(name: string, root: Place = []): Pages {
    return new Pages(this, name, root);
  }
}

/** What is written down of one workload or container. */
export class Pages {
  public constructor(private readonly notebook: Notebook, public readonly name: string, private readonly root: Place) {}

  /** @param place below the root; that of what the fact is about, as a whole, if missing */
  public fact(what: string, value: string, ...place: Place): void {
    this.notebook.facts.set(`${this.name} ${what}`, value);
    this.put(what, place);
  }

  /** What only this output can say. */
  public only(what: string, value: string, ...place: Place): void {
    this.notebook.only.set(`${this.name} ${what}`, value);
    this.put(what, place);
  }

  /** That there is a volume that outlives whoever has it. */
  public volume(name: string): void {
    this.notebook.facts.set(` volume ${name}`, 'durable');
    const subject = this.notebook.subjects.get(this.name);
    if (subject !== undefined) this.notebook.subjects.set(` volume ${name}`, subject);
  }

  public fault(aspect: Aspect, says: string): void {
    this.notebook.faults.push({ workload: this.name, aspect, says });
  }

  /** Where something is that no fact of its own is about. */
  public put(what: string, place: Place): void {
    this.notebook.places.set(`${this.name} ${what}`, [...this.root, ...place]);
  }
}
