/** Text as one part of a URL: a user, a password, an element of a path. */
export function urlPart(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A path, query and fragment as they were written, with what no URL can hold encoded. What is encoded stays as it is. */
export function urlPath(text: string): string {
  return wellFormed(text).replace(/%(?![0-9A-Fa-f]{2})|[^\x21-\x7e]|["<>\\^`{|}]/gu, (sign) => encodeURIComponent(sign));
}

/** Half of a pair is in no encoding, and is found by a check of all texts. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Names and values as the query of a URL, with `?` before it; nothing if there are none. */
export function urlQuery(parameters: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${urlPart(name)}=${urlPart(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
