import { ConfigFile, Parameter, Scratch, Secret, Size, SourceDirectory, text, Volume, type ImageWrite, type Stack, type WorkloadProps } from 'cdk8s-compose';
import { broken, known, right, SOURCE, stated } from './image-cases';
import { describeRule, type Build } from './rule-cases';

const writes = (write: Omit<ImageWrite, 'source'>) => ({ writes: stated(write) });
const DATA = writes({ path: '/app/data' });
const KEPT = writes({ path: '/app/data', persistent: true });
const WRITABLE = { readOnlyRoot: false };
const memory = Scratch.ofSize(Size.mebibytes(1));

/** With properties that need the stack. */
const within = (facts: Parameters<typeof known>[0], props: (stack: Stack) => Partial<WorkloadProps>): Build => (stack) => known(facts, props(stack))(stack);
const onVolume = (path: string, facts: Parameters<typeof known>[0], readOnly = false): Build =>
  within(facts, (stack) => {
    const volume = new Volume(stack, 'data', { size: Size.mebibytes(1) });
    return { mounts: { [path]: readOnly ? volume.readOnly() : volume } };
  });

describeRule('model/image-write', 'what a program writes can be written', {
  broken: [
    broken('a read-only root', known(DATA), 'writes /app/data (Dockerfile:7)', 'on the read-only root'),
    broken('a mount below it', known(DATA, { mounts: { '/app/data/uploads': memory } }), 'on the read-only root'),
    broken('a mount whose name only begins like it', known(DATA, { mounts: { '/app/dat': memory, '/app/database': memory } }), 'on the read-only root'),
    broken('a read-only volume', onVolume('/app', DATA, true), 'on the read-only volume at /app'),
    broken('a read-only checkout', known(DATA, { mounts: { '/app': SourceDirectory.at('.', { readOnly: true }) } }), 'on the read-only source at /app'),
    broken(
      'a read-only mount inside a writable one',
      within(DATA, (stack) => ({ mounts: { '/app': memory, '/app/data': new Volume(stack, 'data', { size: Size.mebibytes(1) }).readOnly() } })),
      'on the read-only volume at /app/data',
    ),
    broken(
      'a file of the stack',
      within(writes({ path: '/etc/app.conf', file: true }), (stack) => ({ mounts: { '/etc/app.conf': new ConfigFile(stack, 'conf', { content: 'a' }) } })),
      'on the read-only file at /etc/app.conf',
    ),
    broken('a variable that puts it there', known(writes({ path: '/tmp/data', setBy: 'DATA_DIR' }), { env: { DATA_DIR: '/srv/data' } }), 'writes /srv/data'),
    broken('an option that puts it there', known(writes({ path: '/tmp/data', setBy: '--data' }), { command: ['run', '--data', '/srv/data'] }), 'writes /srv/data'),
    broken('an option with "="', known(writes({ path: '/tmp/data', setBy: '--data' }), { entrypoint: ['run', '--data=/srv/data'] }), 'writes /srv/data'),
    broken('a device that no engine gives', known(writes({ path: '/tmp/data', setBy: 'LOG_PATH' }), { env: { LOG_PATH: '/dev/stdouts' } }), 'writes /dev/stdouts'),
    broken('a relative path below the working directory', known(writes({ path: '/tmp/data', setBy: 'DATA_DIR' }), { workingDirectory: '/app', env: { DATA_DIR: './x/../data' } }), 'writes /app/data'),
    broken(
      'a relative path below the image\'s working directory',
      known({ ...writes({ path: '/tmp/data', setBy: 'DATA_DIR' }), workingDirectory: { path: '/app', source: SOURCE } }, { env: { DATA_DIR: 'data' } }),
      'writes /app/data',
    ),
    broken('a variable that is empty', known(writes({ path: '/app/data', setBy: 'DATA_DIR' }), { env: { DATA_DIR: '' } }), 'writes /app/data'),
    broken(
      'a parameter whose default puts it there',
      within(writes({ path: '/tmp/data', setBy: 'DATA_DIR' }), (stack) => ({ env: { DATA_DIR: text`/srv/${new Parameter(stack, 'TENANT', { default: 'a', description: '' })}` } })),
      'writes /srv/a',
    ),
  ],
  right: [
    right('a writable root', known(DATA, WRITABLE)),
    right('memory', known(DATA, { mounts: { '/app/data': memory } })),
    right('a volume above it', onVolume('/app', DATA)),
    right('a checkout', known(DATA, { mounts: { '/app': SourceDirectory.at('.') } })),
    right('/tmp', known(writes({ path: '/tmp/data' }))),
    right('/dev/shm, which every engine has', known(writes({ path: '/dev/shm' }))),
    ...['/dev/stdout', '/dev/stderr', '/dev/null'].map((path) => right(path, known(writes({ path: '/app/log.txt', setBy: 'LOG_PATH' }), { env: { LOG_PATH: path } }))),
    right('a variable that puts it into /tmp', known(writes({ path: '/app/data', setBy: 'DATA_DIR' }), { env: { DATA_DIR: '/tmp/../tmp/data' } })),
    right('a relative path below nobody knows what', known(writes({ path: '/app/data', setBy: 'DATA_DIR' }), { env: { DATA_DIR: 'data' } })),
    right(
      'a path that nobody but the operator knows',
      within(writes({ path: '/app/data', setBy: 'DATA_DIR' }), (stack) => ({ env: { DATA_DIR: new Secret(stack, 'PLACE', { description: '' }) } })),
    ),
    right('no path at all', known({ writes: [] })),
    right('paths that are not known', known({})),
  ],
});

describeRule('model/image-write-lost', 'what a program can do without is said', {
  broken: [
    broken('a read-only root', known(writes({ path: '/app/.cache', optional: true })), 'would write /app/.cache (Dockerfile:7)', 'on the read-only root'),
    broken('a read-only volume', onVolume('/app', writes({ path: '/app/.cache', optional: true, persistent: true }), true), 'on the read-only volume at /app'),
  ],
  right: [right('memory', known(writes({ path: '/app/.cache', optional: true }), { mounts: { '/app/.cache': memory } })), right('a writable root', known(writes({ path: '/app/.cache', optional: true }), WRITABLE))],
});

describeRule('model/image-data-lost', 'what has to be kept is on a volume', {
  broken: [
    broken('memory', known(KEPT, { mounts: { '/app': memory } }), '/app/data (Dockerfile:7), in the memory at /app'),
    broken('the container\'s own', known(KEPT, WRITABLE), 'in what the container has of its own'),
    broken('/tmp', known(writes({ path: '/tmp/data', persistent: true })), 'in the memory at /tmp'),
    broken('/dev/shm', known(writes({ path: '/dev/shm/data', persistent: true })), 'in the memory at /dev/shm'),
    broken('what a checkout leaves to the image', known(KEPT, { mounts: { '/app': SourceDirectory.at('.', { keep: ['/app/data'] }) } }), 'what the image has at /app/data'),
  ],
  right: [
    right('a volume', onVolume('/app/data', KEPT)),
    right('a checkout', known(KEPT, { mounts: { '/app': SourceDirectory.at('.') } })),
    right('memory for what need not be kept', known(DATA, { mounts: { '/app/data': memory } })),
  ],
});
