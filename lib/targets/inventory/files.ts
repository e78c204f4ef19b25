import { objectPart, type FilePart, type OutputFile } from '../output';
import { INVENTORY_SECTIONS, INVENTORY_VERSION } from './document';
import type { InventoryOutput } from './sections';

/**
 * The document, entry by entry, in the bytes of `JSON.stringify(document, null, 2)`.
 *
 * @param overlay name of the overlay with which the stack has these entries
 */
export function inventoryFile(stack: string, objects: readonly InventoryOutput[], overlay?: string): OutputFile {
  const parts: FilePart[] = [{ text: `{\n  "version": ${INVENTORY_VERSION},\n  "stack": ${JSON.stringify(stack)}` }];
  for (const section of INVENTORY_SECTIONS) {
    const entries = objects.filter((object) => object.section === section);
    if (entries.length === 0) {
      parts.push({ text: `,\n  "${section}": []` });
      continue;
    }
    parts.push({ text: `,\n  "${section}": [\n` });
    entries.forEach((object, at) => {
      const end = at < entries.length - 1 ? ',\n' : '\n';
      parts.push(objectPart(object, () => `    ${JSON.stringify(object.value, null, 2).replaceAll('\n', '\n    ')}${end}`));
    });
    parts.push({ text: '  ]' });
  }
  parts.push({ text: '\n}\n' });
  return { path: `inventory/${stack}${overlay === undefined ? '' : `.${overlay}`}.json`, parts, isMain: overlay === undefined };
}
