const POWERS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/** Bytes of an amount as Compose reads it, `512m` or `1.5gb`; undefined for anything else. */
export function bytesIn(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?) ?([kmgt]?)i?b?$/i.exec(text.trim());
  return found ? Math.floor(Number(found[1]) * 1024 ** POWERS[found[2].toLowerCase()]) : undefined;
}

/** A number as Compose reads it; undefined for anything else. */
export function numberIn(text: string): number | undefined {
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text.trim()) ? Number(text) : undefined;
}
