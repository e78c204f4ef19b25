import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Postgres, Size, type Stack } from 'cdk8s-compose';
import { described, shown, workloadNamed } from './described';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'backups-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

/** Runs the script of a backup against a directory of its own, with a client that writes `dump`, or fails. */
function backUp(client: string, keep: number, asks = 'true'): string[] {
  const model = described((stack: Stack) => new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) }).addBackup({ storage: Size.gibibytes(1), keep }));
  const { entrypoint = [] } = workloadNamed(model, 'postgres-backup').process;
  const [shell, option, script] = entrypoint.map(shown);
  const bin = fs.mkdtempSync(path.join(directory, 'bin-'));
  fs.writeFileSync(path.join(bin, 'pg_dump'), `#!/bin/sh\n${client}\n`, { mode: 0o755 });
  fs.writeFileSync(path.join(bin, 'pg_isready'), `#!/bin/sh\n${asks}\n`, { mode: 0o755 });
  fs.writeFileSync(path.join(bin, 'sleep'), '#!/bin/sh\n', { mode: 0o755 });
  try {
    execFileSync(shell, [option, script.replaceAll('/backups', directory)], { env: { PATH: `${bin}:${process.env.PATH}`, KEEP: String(keep) }, stdio: 'pipe' });
  } finally {
    fs.rmSync(bin, { recursive: true });
  }
  return fs.readdirSync(directory).sort();
}

const WRITES = 'for a in "$@"; do case "$a" in --file=*) echo dump > "${a#--file=}";; esac; done';

test('keeps the latest backups, and nothing that is not complete', () => {
  for (const day of ['01', '02', '03']) fs.writeFileSync(path.join(directory, `shop-202001${day}T030000Z.dump`), 'old');
  fs.writeFileSync(path.join(directory, 'shop-20200104T030000Z.dump.part'), 'half');
  const files = backUp(WRITES, 2);
  expect(files).toEqual(['shop-20200103T030000Z.dump', expect.stringMatching(/^shop-20\d{6}T\d{6}Z\.dump$/)]);
});

test('leaves what is there when the dump fails', () => {
  const before = fs.readdirSync(directory).sort();
  expect(() => backUp('exit 1', 1)).toThrow();
  expect(fs.readdirSync(directory).sort()).toEqual(before);
});

test('waits until the server answers, which a network may keep from a container that has only just started', () => {
  const asked = path.join(os.tmpdir(), `asked-${process.pid}`);
  try {
    const files = backUp(WRITES, 1, `echo asked >> ${asked}; [ "$(wc -l < ${asked})" -eq 3 ]`);
    expect(files).toEqual([expect.stringMatching(/^shop-20\d{6}T\d{6}Z\.dump$/)]);
    expect(fs.readFileSync(asked, 'utf8')).toBe('asked\n'.repeat(3));
    fs.rmSync(asked);
    // The client says what is wrong when nobody has answered.
    expect(() => backUp('exit 1', 1, `echo asked >> ${asked}; exit 1`)).toThrow();
    expect(fs.readFileSync(asked, 'utf8')).toBe('asked\n'.repeat(31));
  } finally {
    fs.rmSync(asked, { force: true });
  }
});
