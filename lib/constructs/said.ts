import { byText } from '../model/connections';
import type { Reasoned } from '../model/word-values';

/** What the properties say of each word: a word without its property does not compile, since it would be lost. */
export type Said<W> = { readonly [K in keyof Required<W>]: W[K] | undefined };

/** A privilege, which users give as the reason for it. */
export function reasoned(reason: string | undefined): Reasoned | undefined {
  return reason === undefined ? undefined : { reason };
}

/** The entries of a map by their names; undefined for none. */
export function pairs<T>(map: { readonly [name: string]: T } | undefined): [string, T][] | undefined {
  const entries = Object.entries(map ?? {});
  return entries.length > 0 ? entries.sort(byText(([name]) => name)) : undefined;
}

/** A map with its entries by their names; undefined for none. */
export function sorted(map: { readonly [name: string]: string } | undefined): { readonly [name: string]: string } | undefined {
  const entries = pairs(map);
  return entries && Object.fromEntries(entries);
}
