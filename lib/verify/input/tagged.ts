/** What Compose makes of an element that another file has, too. */
export type MergeTag = '!reset' | '!override';

/** A value of a Compose file with a tag that says how it is merged. */
export class Tagged {
  public constructor(
    public readonly tag: MergeTag,
    public readonly value: unknown,
  ) {}
}
