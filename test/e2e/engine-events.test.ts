import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { listenTo } from '../../scripts/e2e/engine-events';

jest.mock('node:child_process', () => ({ ...jest.requireActual<object>('node:child_process'), spawn: jest.fn() }));

test('nothing is heard of what happened before it was asked for', () => {
  jest.mocked(spawn).mockReturnValue({ on: jest.fn(), kill: jest.fn() } as never);
  jest.useFakeTimers({ now: new Date('2026-11-28T12:00:00.750Z') });
  const heard = listenTo('desk', path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'events-')), 'events.jsonl'));
  jest.useRealTimers();
  const words = jest.mocked(spawn).mock.calls[0][1];
  expect(words[words.indexOf('--since') + 1]).toBe(`${Date.parse('2026-11-28T12:00:00Z') / 1000}.750`);
  expect(heard.stop()).toEqual([]);
});
