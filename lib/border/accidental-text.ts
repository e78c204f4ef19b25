import { MARK } from './brand';

/** What JavaScript writes where a program has no text: `${process.env.NOPE}`, `${Number(undefined)}`, `${{}}`. */
const WHOLE = /^(?:undefined|NaN|\[object [A-Z]\w*\])$/;
/** Between what separates the parts of addresses, paths and options, where nobody writes it on purpose. */
const PART = /(?:^|[/:@=,.?&_-])(undefined)(?=$|[/:@=,.?&;_-])|[/:@=](NaN)(?=$|[/:@,?&;])/m;
const OBJECT = /\[object [A-Z]\w*\]/;

/** Whether a text may have something in it that came about by accident, or an object of ours. Nearly none has, which this says fast. */
export function isSuspicious(text: string): boolean {
  return text.includes('undefined') || text.includes('NaN') || text.includes('[object ') || text.includes(MARK);
}

/** The part of a text that came about by accident; undefined if there is none. */
export function accidentIn(text: string): string | undefined {
  return WHOLE.exec(text)?.[0] ?? OBJECT.exec(text)?.[0] ?? PART.exec(text)?.slice(1).find((part) => part !== undefined);
}
