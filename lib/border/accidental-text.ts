/** What JavaScript writes where a program has no text: `${process.env.NOPE}`, `${Number(undefined)}`, `${{}}`. */
const WHOLE = /^(?:undefined|NaN|\[object [A-Z]\w*\])$/;
/** Between what separates the parts of addresses, paths and options, where nobody writes it on purpose. */
const PART = /(?:^|[/:@=,.?&_-])(undefined)(?=$|[/:@=,.?&;_-])|[/:@=](NaN)(?=$|[/:@,?&;])/m;
const OBJECT = /\[object [A-Z]\w*\]/;

/** The part of a text that came about by accident; undefined if there is none. */
export function accidentIn(text: string): string | undefined {
  // Nearly every text has none of them, which this says fastest.
  if (!text.includes('undefined') && !text.includes('NaN') && !text.includes('[object ')) return undefined;
  return WHOLE.exec(text)?.[0] ?? OBJECT.exec(text)?.[0] ?? PART.exec(text)?.slice(1).find((part) => part !== undefined);
}
