import { isWell, statesOf } from '../../scripts/e2e/compose-state';
import { answer, askedFor } from '../../scripts/e2e/operator';

const EXAMPLE = ['# Password of the server.', 'PASSWORD=', '', '# SOURCE=no', 'SOURCE_DIR=', '# ENDPOINT=', '# REGION=eu', '# PORT=80', ''].join('\n');

test('an operator fills in what has no value, and what he knows', () => {
  expect(askedFor(EXAMPLE)).toEqual(['PASSWORD', 'SOURCE_DIR']);
  const lines = answer(EXAMPLE, { SOURCE_DIR: '/sources', ENDPOINT: 'http://store', OTHER: 'x' }).split('\n');
  expect(lines[1]).toMatch(/^PASSWORD=[0-9a-f]{40}$/);
  expect(lines.slice(3)).toEqual(['# SOURCE=no', 'SOURCE_DIR=/sources', '# ENDPOINT=', '# REGION=eu', '# PORT=80', 'ENDPOINT=http://store', '']);
});

test('an operator makes a secret as its hint says', () => {
  const example = ['# Required. Encrypts sessions.', '#   openssl rand -hex 32', 'SESSION_KEY=', '', '# Required. Salt.', '#   openssl rand -base64 24', 'SALT=', '', 'OTHER='].join('\n');
  const [key, salt, other] = answer(example, {}).split('\n').filter((line) => /^[A-Z]/.test(line));
  expect(key).toMatch(/^SESSION_KEY=[0-9a-f]{64}$/);
  expect(salt).toMatch(/^SALT=[0-9A-Za-z+/]{32}$/);
  expect(other).toMatch(/^OTHER=[0-9a-f]{40}$/);
});

test.each([
  ['running', 'healthy', 0, true],
  ['running', '', 0, true],
  ['running', 'starting', 0, false],
  ['running', 'unhealthy', 0, false],
  ['exited', '', 0, true],
  ['exited', '', 1, false],
  ['restarting', '', 0, false],
  ['created', '', 0, false],
])('a container that is %s %s with %d is well: %s', (State, Health, ExitCode, well) => {
  const [state] = statesOf(`${JSON.stringify({ Service: 'agent', ID: '1', State, Health, ExitCode })}\n`);
  expect(isWell(state)).toBe(well);
});
