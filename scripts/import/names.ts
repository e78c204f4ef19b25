/** What Kubernetes appends to a name has to fit as well. */
const MAX = 52;

/** Ids for things that have other names in a Compose file: labels, each once. */
export class Names {
  private readonly byOriginal = new Map<string, string>();
  private readonly taken = new Set<string>();

  public constructor(private readonly kind: string) {}

  /** The id for a name; the same one each time. */
  public of(original: string): string {
    const known = this.byOriginal.get(original);
    if (known !== undefined) return known;
    const id = this.free(label(original, this.kind));
    this.taken.add(id);
    this.byOriginal.set(original, id);
    return id;
  }

  private free(id: string): string {
    if (!this.taken.has(id)) return id;
    let next = 2;
    while (this.taken.has(`${id}-${next}`)) next++;
    return `${id}-${next}`;
  }
}

/** The nearest lower-case label. */
export function label(original: string, kind: string): string {
  const plain = original.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return (/^[a-z]/.test(plain) ? plain : `${kind}-${plain}`).slice(0, MAX).replace(/-+$/, '');
}
