import { levelOf, testRows } from './judged';

describe('a named volume', () => {
  const sections = { volumes: { data: {}, 'web-data': {} } };
  const mounted = (source: string, more: object = {}): Record<string, unknown> => ({ volumes: [{ type: 'volume', source, target: '/data', ...more }] });
  test.each([
    ['is mounted', 'data:/data', mounted('data'), 'exact'],
    ['is renamed', 'web_data:/data', mounted('web-data'), 'typed'],
    ['is another', 'data:/data', mounted('web-data'), 'none'],
    ['is declared nowhere', 'cache:/data', mounted('cache'), 'none'],
    ['is mounted elsewhere', 'data:/var', mounted('data'), 'none'],
    ['is read only', 'data:/data:ro', mounted('data', { read_only: true }), 'exact'],
    ['may be written to now', 'data:/data:ro', mounted('data'), 'none'],
    ['is read only now', 'data:/data', mounted('data', { read_only: true }), 'none'],
    ['is not filled with what the image has', 'data:/data', mounted('data', { volume: { nocopy: true } }), 'typed'],
    ['is filled with what the image has', 'data:/data:nocopy', mounted('data'), 'none'],
    ['says what changes nothing', 'data:/data:rw', mounted('data'), 'exact'],
    ['has the label of SELinux that it has anyway', 'data:/data:z', mounted('data'), 'typed'],
    ['has a label of SELinux for itself', 'data:/data:Z', mounted('data'), 'none'],
    ['without a name gets one', '/data', mounted('data'), 'typed'],
    ['without a name has none', '/data', { volumes: [{ type: 'volume', target: '/data' }] }, 'exact'],
    ['has become a directory in memory', 'data:/data', { tmpfs: ['/data:size=64m'] }, 'none'],
    ['is nowhere', 'data:/data', {}, 'none'],
  ] as const)('%s', (_title, entry, output, level) => expect(levelOf({ file: { volumes: [entry] }, output, sections })).toBe(level));
});

describe('a path of the host', () => {
  const bound = (source: string, more: object = {}): Record<string, unknown> => ({ volumes: [{ type: 'bind', source, target: '/etc/app', ...more }] });
  testRows([
    ['is below the checkout', { volumes: ['./conf:/etc/app'] }, bound('${SOURCE_DIR:?set it}/conf'), 'typed'],
    ['is another one below the checkout', { volumes: ['./conf:/etc/app'] }, bound('${SOURCE_DIR:?set it}/other'), 'none'],
    ['is the same beside the file', { volumes: ['./conf/:/etc/app'] }, bound('./conf'), 'exact'],
    ['has to be there', { volumes: ['/srv:/etc/app'] }, bound('/srv', { bind: { create_host_path: false } }), 'typed'],
    ['had to be there', { volumes: [{ type: 'bind', source: '/srv', target: '/etc/app', bind: { create_host_path: false } }] }, bound('/srv', { bind: { create_host_path: true } }), 'none'],
    ['has become a volume', { volumes: ['./conf:/etc/app'] }, { volumes: [{ type: 'volume', source: 'conf', target: '/etc/app' }] }, 'none'],
    ['is absolute', { volumes: ['/srv/conf:/etc/app'] }, bound('/srv/conf'), 'exact'],
    ['is the default of a variable', { volumes: ['/srv/conf:/etc/app'] }, bound('${CONF_DIR:-/srv/conf}'), 'typed'],
    ['has to be named by the operator now', { volumes: ['/srv/conf:/etc/app'] }, bound('${CONF_DIR:?set it}'), 'none'],
    ['is the operator\'s', { volumes: ['${CONF}:/etc/app'] }, bound('${CONF:?set it}'), 'typed'],
    ['was the operator\'s', { volumes: ['${CONF:-/srv}:/etc/app'] }, bound('/srv'), 'none'],
    ['is read only', { volumes: ['./conf:/etc/app:ro'] }, bound('./conf'), 'none'],
    ['has a propagation', { volumes: ['/srv:/etc/app:rslave'] }, bound('/srv'), 'none'],
    ['has a propagation still', { volumes: ['/srv:/etc/app:rslave'] }, bound('/srv', { bind: { propagation: 'rslave' } }), 'exact'],
    ['has a label of SELinux', { volumes: ['./conf:/etc/app:Z'] }, bound('./conf'), 'none'],
    ['is of a type of its own', { volumes: [{ type: 'image', source: 'a:1', target: '/etc/app' }] }, bound('a:1'), 'none'],
  ]);
  test('is beside a file that is not at the root', () => {
    const output = bound('${SOURCE_DIR:?set it}/deploy/conf');
    expect(levelOf({ file: { volumes: ['./conf:/etc/app'] }, output, directory: 'deploy' })).toBe('typed');
    expect(levelOf({ file: { volumes: ['../conf:/etc/app'] }, output, directory: 'deploy' })).toBe('none');
  });
});

describe('a directory in memory', () => {
  testRows([
    ['gets a size', { tmpfs: '/run' }, { tmpfs: ['/run:size=64m,mode=1777'] }, 'typed'],
    ['has its size', { tmpfs: ['/run:size=1g'] }, { tmpfs: ['/run:size=1024m'] }, 'exact'],
    ['has another size', { tmpfs: ['/run:size=1g'] }, { tmpfs: ['/run:size=64m'] }, 'none'],
    ['has the size that the memory leaves', { tmpfs: '/run' }, { tmpfs: ['/run:uid=1,gid=1,mode=1777'] }, 'exact'],
    ['says what the engine does anyway', { tmpfs: ['/run:rw,noexec,nosuid'] }, { tmpfs: ['/run:mode=1777'] }, 'exact'],
    ['has lost what it has anyway', { tmpfs: ['/run:noexec'] }, { tmpfs: ['/run:exec'] }, 'none'],
    ['has lost an option', { tmpfs: ['/run:exec'] }, { tmpfs: ['/run:size=64m'] }, 'none'],
    ['is nowhere', { tmpfs: ['/run'] }, { tmpfs: ['/tmp'] }, 'none'],
    ['stands with the mounts', { volumes: [{ type: 'tmpfs', target: '/run', tmpfs: { size: 1048576 } }] }, { tmpfs: ['/run:size=1m'] }, 'exact'],
    ['stands with the mounts, of another size', { volumes: [{ type: 'tmpfs', target: '/run', tmpfs: { size: 1048576 } }] }, { tmpfs: ['/run:size=2m'] }, 'none'],
  ]);
});

describe('a file that the file declares', () => {
  const top = { secrets: { key: { file: './key.txt' }, token: { environment: 'TOKEN' }, theirs: { external: true } } };
  const mounted = (source: string, target: string, readOnly = true): Record<string, unknown> => ({ volumes: [{ type: 'bind', source, target, read_only: readOnly }] });
  test.each([
    ['is mounted', ['key'], mounted('${SOURCE_DIR:?set it}/key.txt', '/run/secrets/key'), {}, 'typed'],
    ['is mounted elsewhere', ['key'], mounted('${SOURCE_DIR:?set it}/key.txt', '/secrets/key'), {}, 'none'],
    ['is mounted where it was told', [{ source: 'key', target: '/etc/key' }], mounted('./key.txt', '/etc/key'), {}, 'typed'],
    ['is another file', ['key'], mounted('./other.txt', '/run/secrets/key'), {}, 'none'],
    ['may be written to', ['key'], mounted('./key.txt', '/run/secrets/key', false), {}, 'none'],
    ['is declared in the output', ['key'], { secrets: ['key'] }, { secrets: { key: { file: './key.txt' } } }, 'exact'],
    ['is declared in the output as another', ['key'], { secrets: ['key'] }, { secrets: { key: { file: './other.txt' } } }, 'none'],
    ['is where the operator says, and otherwise where the file says', ['key'], { secrets: ['key'] }, { secrets: { key: { file: '${KEY_FILE:-./key.txt}' } } }, 'typed'],
    ['is where the operator says, and otherwise elsewhere', ['key'], { secrets: ['key'] }, { secrets: { key: { file: '${KEY_FILE:-./other.txt}' } } }, 'none'],
    ['was a variable of the operator, and is a file', ['token'], { secrets: ['token'] }, { secrets: { token: { file: '${TOKEN_FILE:-./secrets/TOKEN}' } } }, 'typed'],
    ['is somebody else\'s', ['theirs'], { secrets: ['theirs'] }, { secrets: { theirs: { file: './theirs' } } }, 'none'],
    ['is no file', ['token'], mounted('./token', '/run/secrets/token'), {}, 'none'],
    ['is declared nowhere', ['ghost'], mounted('./ghost', '/run/secrets/ghost'), {}, 'none'],
  ] as const)('%s', (_title, secrets, output, sections, level) => expect(levelOf({ file: { secrets }, output, sections, top })).toBe(level));
});

describe('volumes_from', () => {
  const around = { others: { db: { volumes: ['data:/data', '/cache'] } }, otherOutputs: { db: { volumes: ['data:/data', 'db-cache:/cache'] } } };
  test.each([
    ['are there', ['db'], ['data:/data', 'db-cache:/cache'], 'typed'],
    ['are there but for one', ['db'], ['data:/data'], 'none'],
    ['are others', ['db'], ['data:/data', 'cache:/cache'], 'none'],
    ['are without a name, and so nobody else\'s', ['db'], ['data:/data', '/cache'], 'none'],
    ['may be written to, and should not', ['db:ro'], ['data:/data', 'db-cache:/cache'], 'none'],
    ['may not be written to', ['db:ro'], ['data:/data:ro', 'db-cache:/cache:ro'], 'typed'],
    ['are a container\'s outside of the file', ['container:db'], ['data:/data', 'db-cache:/cache'], 'none'],
  ] as const)('%s', (_title, from, volumes, level) => expect(levelOf({ file: { volumes_from: from }, output: { volumes }, ...around })).toBe(level));
});
