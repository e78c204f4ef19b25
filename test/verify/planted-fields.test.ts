import { folderOf, invoke } from '../cli/invoke';
import { editedOutputs } from './edited-outputs';
import { PLANTED_FIELDS, PLANTED_NOTES } from './planted-fields';
import type { PlantedFault } from './planted-outputs';

interface Said {
  readonly code: string;
  readonly file?: string;
  readonly line?: number;
}

function said(fault: PlantedFault): readonly Said[] {
  return (JSON.parse(invoke(folderOf(editedOutputs(fault)), ['verify', '--format', 'json']).out) as { readonly findings: readonly Said[] }).findings;
}

test('there are many of them, on both sides', () => {
  for (const side of ['kubernetes.yaml', 'compose.yaml']) expect(PLANTED_FIELDS.filter(({ file }) => file === side).length).toBeGreaterThanOrEqual(30);
  expect(PLANTED_NOTES.length).toBeGreaterThanOrEqual(20);
});

test.each(PLANTED_FIELDS.map((fault) => [`${fault.what} in ${fault.file}`, fault] as const))('%s is found, at its line', (_, fault) => {
  const found = said(fault).filter(({ code }) => code === fault.code);
  expect(found.map(({ file, line }) => `${fault.code} ${file === undefined || line === undefined ? 'nowhere' : 'somewhere'}`)).toContain(`${fault.code} somewhere`);
});

test.each(PLANTED_NOTES.map((fault) => [`${fault.what} in ${fault.file}`, fault] as const))('%s is nothing that the other output lacks', (_, fault) => {
  expect(said(fault)).toEqual([]);
});
