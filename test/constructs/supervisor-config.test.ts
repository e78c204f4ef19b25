import { FATAL_SCRIPT, healthScript } from '../../lib/constructs/supervisor/scripts';
import { stopSeconds, SupervisorConfig } from '../../lib/constructs/supervisor/supervisor-config';
import type { SupervisorProgram } from '../../lib/constructs/supervisor/program';
import { Duration } from '../../lib/constructs/quantity';
import { renderText } from '../../lib/targets/render-text';
import { graphOf } from '../../lib/model/graph';
import { MODEL_VERSION } from '../../lib/model/version';

const nobody = { pathOf: (): string => '', nameOf: (): string => '' };
const nothing = graphOf({
  version: MODEL_VERSION, name: 'x', path: 'x', namespace: 'x', workloads: [], volumes: [], configFiles: [], parameters: [], secrets: [], connections: [], source: {},
});

function configOf(...programs: SupervisorProgram[]): string {
  return renderText(new SupervisorConfig(programs, '/fatal.py')._toExpression(nobody), nothing);
}

/* What supervisord 4 reads from these lines was compared with what was meant: each word and value arrives as it is here. */
test.each([
  ['plain', 'plain'],
  ['/app/.venv/bin/api', '/app/.venv/bin/api'],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", `'it'"'"'s'`],
  ['say "x"', `'say "x"'`],
  ['100%', '100%%'],
  ['%(ENV_X)s', "'%%(ENV_X)s'"],
  ['a ; b', "'a ''; b'"],
  ['a  #  b', "'a  ''#  b'"],
  ['$HOME ${X} $(id)', "'$HOME ${X} $(id)'"],
  ['back\\slash', "'back\\slash'"],
  ['trailing ', "'trailing '"],
])('the word %p of a command is written as %s', (word, written) => {
  expect(configOf({ name: 'x', command: ['run', word] })).toContain(`\ncommand=run ${written}\n`);
});

test.each([
  ['50%', '"50%%"'],
  ["it's", '"it\'s"'],
  ['say "x" y', `'say "x" y'`],
  ['a;b', '"a;b"'],
  ['', '""'],
])('the value %p of a variable is written as %s', (value, written) => {
  expect(configOf({ name: 'x', command: ['run'], environment: { A: value } })).toContain(`\nenvironment=A=${written}\n`);
});

test('programs are stopped one after the other, so their waits add up', () => {
  const program = (stopWait?: Duration): SupervisorProgram => ({ name: 'x', command: ['x'], ...(stopWait && { stopWait }) });
  expect(stopSeconds([program(), program(Duration.seconds(20)), program(Duration.millis(1500))])).toBe(5 + 10 + 20 + 2);
});

test('nothing is written outside /tmp, and nothing is logged twice', () => {
  const config = configOf({ name: 'x', command: ['x'] });
  expect(config.match(/^(pidfile|file)=.*/gm)).toEqual(['pidfile=/tmp/supervisord.pid', 'file=/tmp/supervisor.sock']);
  expect(config.match(/^logfile=.*/gm)).toEqual(['logfile=/dev/null']);
});

test('the health script asks for every program and every address', () => {
  const script = healthScript(['api', 'worker'], ['http://127.0.0.1:5055/health']);
  expect(script).toContain('PROGRAMS = ["api","worker"]');
  expect(script).toContain('URLS = ["http://127.0.0.1:5055/health"]');
  expect(FATAL_SCRIPT).toContain('signal.SIGTERM');
});
