import { requestOf, UsageError } from '../../lib/cli/arguments';

/** Options of `verify`, without what is as it is by default. */
function optionsOf(...args: string[]): Record<string, unknown> {
  const request = requestOf(['verify', ...args]);
  if (request.command !== 'verify') throw new Error(`it is ${request.command}`);
  return Object.fromEntries(Object.entries(request.options).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));
}

describe('verify', () => {
  test.each<[string[], Record<string, unknown>]>([
    [[], { directory: 'dist', format: 'text' }],
    [['out'], { directory: 'out', format: 'text' }],
    [['--format', 'sarif', '-o', 'report.sarif', 'out'], { directory: 'out', format: 'sarif', output: 'report.sarif' }],
    [['out', '--against=old', '--kubernetes-version', '1.30'], { directory: 'out', format: 'text', against: 'old', kubernetesVersion: '1.30' }],
    [['--compose', 'a.yaml', 'b.yaml', '--kubernetes', 'k', 'l.yaml'], { compose: ['a.yaml', 'b.yaml'], kubernetes: ['k', 'l.yaml'], format: 'text' }],
    [['--compose', 'a', '--compose', 'b', '--profile', 'x', '--profile=y', '--env-file', 'e'], { compose: ['a', 'b'], profiles: ['x', 'y'], envFiles: ['e'], format: 'text' }],
  ])('%j', (args, options) => {
    expect(optionsOf(...args)).toEqual(options);
  });
});

test.each([['--help'], ['-h'], ['verify', '--help'], ['verify', '--compose', 'a', '-h']])('%s asks for help', (...args) => {
  expect(requestOf(args)).toEqual({ command: 'help' });
});

test('--version asks for the version', () => {
  expect(requestOf(['--version'])).toEqual({ command: 'version' });
});

test.each<[string[], string]>([
  [[], 'no command: there is verify'],
  [['verfy'], 'there is no command "verfy": did you mean "verify"?'],
  [['synth'], 'there is no command "synth": there is verify'],
  [['verify', '--formt', 'json'], 'there is no option "--formt": did you mean "--format"?'],
  [['verify', '--kubernetes-verion=1.30'], 'there is no option "--kubernetes-verion": did you mean "--kubernetes-version"?'],
  [['verify', '-x'], 'there is no option "-x"'],
  [['verify', '--format', 'jsn'], 'there is no format "jsn": did you mean "json"?'],
  [['verify', '--format', 'xml'], 'there is no format "xml": there are text, json, sarif, github'],
  [['verify', '--output'], '--output needs a value'],
  [['verify', '--compose', '--kubernetes', 'k'], '--compose needs a value'],
  [['verify', '--help=yes'], '--help takes no value'],
  [['verify', '--format', 'text', '--format', 'json'], '--format is given twice'],
  [['verify', 'dist', 'out'], '2 folders are named (dist, out), and one is judged: files stand behind --compose and --kubernetes'],
  [['verify', 'dist', '--compose', 'a'], 'both the folder dist and files are named: files are judged without one'],
  [['verify', '--kubernetes', 'k', '--', 'dist'], 'both the folder dist and files are named: files are judged without one'],
  [['verify', '--profile', 'x'], '--profile is for --compose: the outputs of a synthesis are judged with every choice that they have'],
  [['verify', '--env-file', 'x', '--kubernetes', 'k'], '--env-file is for --compose: the outputs of a synthesis are judged with every choice that they have'],
  [['verify', '--kubernetes-version', 'latest'], '"latest" is no version of Kubernetes: one is written 1.30'],
])('%j makes no sense', (args, message) => {
  expect(() => requestOf(args)).toThrow(new UsageError(message));
});
