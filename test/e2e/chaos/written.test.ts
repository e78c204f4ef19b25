import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { recordsProgram } from '../../../scripts/e2e/chaos/records-program';
import { Written } from '../../../scripts/e2e/chaos/written';

const DIRECTORY = fs.mkdtempSync(path.join(os.tmpdir(), 'records-'));
/** It takes a moment to be made. */
const PROGRAM = recordsProgram(DIRECTORY);

test('what the client says is counted: tried, acknowledged, and the longest time without a success', () => {
  const written = new Written(['1 10000 201', '2 10200 201', '4 10300 502', '3 14200 201', '5 14300 ECONNREFUSED', '6 20000 silence', 'noise', '7 21'].join('\n'));
  expect([written.tried, written.acknowledged, written.last]).toEqual([6, [1, 2, 3], 6]);
  expect(written.outages).toEqual([{ from: 4.2, seconds: 5.8 }, { from: 0.2, seconds: 4 }, { from: 0, seconds: 0.2 }]);
  expect(written.lostFrom([1, 3, 8])).toEqual([2]);
});

test('a time without a success counts to the last try, and before the first one there is none', () => {
  expect(new Written('1 1000 502\n2 9000 201\n3 9100 201\n4 12000 silence\n').outages[0]).toEqual({ from: 0.1, seconds: 2.9 });
  expect(new Written('1 1000 502\n2 9000 502\n').outages).toEqual([]);
  expect([new Written('').outages, new Written('').lastAnswer, new Written('1 1000 502\n').lastAnswer]).toEqual([[], 'nothing', '502']);
});

test('what keeps records is one file, and needs nothing beside Node.js', async () => {
  expect([...PROGRAM.keys()]).toEqual(['records.js']);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is made by this test
  const { keep } = require(path.join(DIRECTORY, 'records.js')) as { keep: (number: number, environment: Record<string, string>) => Promise<void> };
  await expect(keep(1, {})).rejects.toThrow('its variables tell of no database');
  const gone = { DATABASE_URL: 'postgresql+asyncpg://desk:secret@127.0.0.1:1/desk' };
  await expect(keep(1, gone)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const alsoGone = { MYSQL_URL: 'jdbc:mysql://127.0.0.1:1/desk', MYSQL_USER: 'desk', MYSQL_PASSWORD: 'secret' };
  await expect(keep(1, alsoGone)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
}, 60_000);
