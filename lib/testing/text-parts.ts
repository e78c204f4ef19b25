/** The lines of a text that are about one object. */
export interface TextPart {
  /** Such as `Deployment/api`, `services.api`, or nothing for a text in which there are no objects. */
  readonly name: string;
  readonly lines: readonly string[];
}

/**
 * Takes a file apart into its objects: the documents of a manifest, the services, networks and so on of a Compose file,
 * the named items of a list in JSON. It goes by how the lines are indented, as this library writes them; of a file that
 * is written in another way the parts are larger, and all lines are still in one of them.
 */
export function partsOf(file: string, lines: readonly string[]): TextPart[] {
  if (file.endsWith('.json')) return itemsOf(lines);
  if (!/\.ya?ml$/.test(file)) return [{ name: '', lines }];
  return lines.some((line) => line.startsWith('kind: ')) ? documentsOf(lines) : entriesOf(lines);
}

function documentsOf(lines: readonly string[]): TextPart[] {
  const body = lines.findIndex((line) => !line.startsWith('#'));
  const parts = split(lines.slice(Math.max(body, 0)), (line) => line === '---');
  const documents = parts.map((part) => ({ name: objectName(part), lines: part.filter((line) => line !== '---') }));
  return body > 0 ? [{ name: 'comment', lines: lines.slice(0, body) }, ...documents] : documents;
}

/** `Kind/name`, from the first lines of a document. */
function objectName(lines: readonly string[]): string {
  const kind = lines.find((line) => line.startsWith('kind: '))?.slice('kind: '.length) ?? '';
  const metadata = lines.indexOf('metadata:') + 1;
  const fields = metadata === 0 ? [] : lines.slice(metadata);
  const end = fields.findIndex((line) => !line.startsWith('  '));
  const name = fields.slice(0, end === -1 ? undefined : end).find((line) => line.startsWith('  name: '));
  return name === undefined ? kind : `${kind}/${unquoted(name.slice('  name: '.length))}`;
}

/** The entries of a mapping, and those of the mappings in it: `name`, `services.api`. */
function entriesOf(lines: readonly string[]): TextPart[] {
  let outer = '';
  return split(lines, (line) => /^(?: {2})?[^\s#-][^:]*:/.test(line)).map((part) => {
    const [, indent, key] = /^( {2})?([^\s#-][^:]*):/.exec(part[0]) ?? [];
    if (key === undefined) return { name: '', lines: part };
    if (indent === undefined) outer = unquoted(key);
    return { name: indent === undefined ? outer : `${outer}.${unquoted(key)}`, lines: part };
  });
}

/** The fields of an object, and the items of its lists that have a name: `source`, `workloads.api`. */
function itemsOf(lines: readonly string[]): TextPart[] {
  let outer = '';
  return split(lines, (line) => /^ {2}"|^ {4}\{$/.test(line)).map((part) => {
    const field = /^ {2}"(.*?)":/.exec(part[0])?.[1];
    if (field !== undefined) outer = field;
    const name = field === undefined && part.map((line) => /^ {6}"name": "(.*)",?$/.exec(line)?.[1]).find((found) => found !== undefined);
    return { name: name ? `${outer}.${name}` : outer, lines: part };
  });
}

/** Parts that each begin with a line of that kind, but for the first. */
function split(lines: readonly string[], begins: (line: string) => boolean): string[][] {
  const parts: string[][] = [];
  for (const line of lines) {
    if (parts.length === 0 || begins(line)) parts.push([]);
    parts[parts.length - 1].push(line);
  }
  return parts;
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
