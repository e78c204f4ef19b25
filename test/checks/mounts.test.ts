import { ConfigFile, FrontendNginx, Parameter, Route, Scratch, Secret, Size, SourceDirectory, type IMountable, type Stack } from 'cdk8s-compose';
import { describeRule, IMAGE, workload, type Build } from './rule-cases';

const scratch = (): IMountable => Scratch.ofSize(Size.mebibytes(1));
const mounted = (path: string, mountable = scratch()): Build => (stack) => workload(stack, 'api', { mounts: { [path]: mountable } });

const BAD_PATHS: readonly { readonly path: string; readonly rule: string }[] = [
  { path: '', rule: 'absolute' },
  { path: 'data', rule: 'absolute' },
  { path: './data', rule: 'absolute' },
  { path: 'C:\\data', rule: 'absolute' },
  { path: '/', rule: 'below "/"' },
  { path: '/a:b', rule: 'free of' },
  { path: '/a,b', rule: 'free of' },
  { path: '/a\nb', rule: 'free of' },
  { path: '/a\0b', rule: 'free of' },
  { path: '/a/', rule: 'normalized' },
  { path: '//a', rule: 'normalized' },
  { path: '/a//b', rule: 'normalized' },
  { path: '/a/../b', rule: 'normalized' },
  { path: '/a/.', rule: 'normalized' },
  { path: '/..', rule: 'normalized' },
];
const GOOD_PATHS = ['/a', '/a/b c', '/..a', '/a./b', '/$HOME', '/ä'];

describeRule('model/invalid-path', 'a mount path is absolute and normalized', {
  broken: BAD_PATHS.map(({ path, rule }) => ({ when: JSON.stringify(path), build: mounted(path), at: 'shop/api', says: ['A mount path', `"${path}"`, rule] })),
  right: GOOD_PATHS.map((path) => ({ when: path, build: mounted(path) })),
});

const workingIn = (workingDirectory: string): Build => (stack) => workload(stack, 'api', { workingDirectory });

describeRule('model/invalid-path', 'a working directory is absolute and normalized', {
  broken: BAD_PATHS.filter(({ path }) => path !== '/').map(({ path, rule }) => ({
    when: JSON.stringify(path),
    build: workingIn(path),
    at: 'shop/api',
    says: ['The working directory', `"${path}"`, rule],
  })),
  right: ['/', ...GOOD_PATHS].map((path) => ({ when: path, build: workingIn(path) })),
});

const source = (path: string, keep: string[] = []): Build => mounted('/app', SourceDirectory.at(path, { keep }));

describeRule('model/invalid-path', 'a source directory lies in the checkout', {
  broken: ['', '/srv', '~', '..', 'a/..', 'a\\b', 'a:b', 'a\nb'].map((path) => ({
    when: JSON.stringify(path),
    build: source(path),
    at: 'shop/api',
    says: ['A source directory', `"${path}"`],
  })),
  right: ['.', 'backend', 'a/b'].map((path) => ({ when: path, build: source(path) })),
});

describeRule('model/invalid-path', 'a kept directory lies below the mount', {
  broken: ['/app', '/apple/x', '/other'].map((keep) => ({ when: keep, build: source('.', [keep]), at: 'shop/api', says: ['A kept directory', `"${keep}"`, 'below /app'] })),
  right: [{ when: '/app/node_modules', build: source('.', ['/app/node_modules']) }],
});

const file = (stack: Stack, id: string): ConfigFile => new ConfigFile(stack, id, { content: '', fileName: 'app.conf' });

describeRule('model/duplicate-mount', 'no mount hides another', {
  broken: [
    {
      when: '/dev/shm given twice',
      build: (stack) => workload(stack, 'api', { sharedMemory: Size.mebibytes(1), mounts: { '/dev/shm': scratch() } }),
      at: 'shop/api',
      says: ['"/dev/shm"', 'mounted there too'],
    },
    {
      when: 'a kept directory that is also mounted',
      build: (stack) => workload(stack, 'api', { mounts: { '/app': SourceDirectory.at('.', { keep: ['/app/cache'] }), '/app/cache': scratch() } }),
      at: 'shop/api',
      says: ['"/app/cache"'],
    },
    {
      when: 'a directory below a file',
      build: (stack) => workload(stack, 'api', { mounts: { '/etc/app.conf': file(stack, 'conf'), '/etc/app.conf/d': scratch() } }),
      at: 'shop/api',
      says: ['"/etc/app.conf/d"', 'file mounted at /etc/app.conf'],
    },
  ],
  right: [
    { when: 'a directory in a directory', build: (stack) => workload(stack, 'api', { mounts: { '/app': scratch(), '/app/cache': scratch() } }) },
    { when: 'two files in one directory', build: (stack) => workload(stack, 'api', { mounts: { '/etc/a': file(stack, 'a'), '/etc/ab': file(stack, 'b') } }) },
    { when: 'a file in a mounted directory', build: (stack) => workload(stack, 'api', { mounts: { '/etc/app': scratch(), '/etc/app/a': file(stack, 'a') } }) },
    { when: 'the last one given for a path', build: (stack) => workload(stack, 'api', { mounts: { '/a': scratch() } }).addMount('/a', scratch()) },
  ],
});

const routed = (...paths: string[]): Build => (stack) => new FrontendNginx(stack, 'web', { image: IMAGE, routes: paths.map((path) => Route.staticFiles(path)) });

describeRule('model/invalid-path', 'a route has a path that nginx.conf can carry', {
  broken: ['', 'api', '/a b', '/a;b', '/a{b', '/a}b', '/a"b', "/a'b", '/a$b', '/a#b', '/a\\b', '/a\nb', '/a%20b', '/é', '/a//b', '/a/..'].map((path) => ({
    when: JSON.stringify(path),
    build: routed(path),
    at: 'shop/web',
    says: ['The path of a route', `"${path}"`, 'begins with "/"'],
  })),
  right: ['/', '/api', '/api/v1.0/', '/~me', '/@a+b'].map((path) => ({ when: path, build: routed(path) })),
});

describeRule('model/invalid-path', 'a path has one route', {
  broken: [
    { when: 'two routes in the properties', build: routed('/a', '/a'), at: 'shop/web', says: ['"/a"', 'one route only'] },
    {
      when: 'a second route that is added',
      build: (stack) => new FrontendNginx(stack, 'web', { image: IMAGE, routes: [Route.staticFiles('/a')] }).addRoute(Route.singlePageApp('/a')),
      at: 'shop/web',
      says: ['"/a"', 'one route only'],
    },
    { when: 'the same path with a slash at its end', build: routed('/a', '/a/'), at: 'shop/web', says: ['"/a/"', 'one route only'] },
  ],
  right: [{ when: 'a longer path', build: routed('/a', '/ab/', '/a/b') }],
});

const rooted = (root: string): Build => (stack) => new FrontendNginx(stack, 'web', { image: IMAGE, root });

describeRule('model/invalid-path', 'the files of a front end lie where nginx.conf can name it', {
  broken: ['', 'html', '/a b', '/a;b', '/a}b'].map((root) => ({ when: JSON.stringify(root), build: rooted(root), at: 'shop/web', says: ['Root is', `"${root}"`, 'absolute'] })),
  right: ['/', '/srv/www'].map((root) => ({ when: root, build: rooted(root) })),
});

const secretFile = (props: { readonly optional?: boolean; readonly file?: string }, mode?: number): Build => (stack) =>
  workload(stack, 'api', { mounts: { '/run/key': new Secret(stack, 'KEY', { description: 'Signs.', ...props }).asFile(mode === undefined ? {} : { mode }) } });

describeRule('model/contradiction', 'a secret that is a file has to be there', {
  broken: [{ when: 'an optional one', build: secretFile({ optional: true }), at: 'shop/api', says: ['Both optional: true of the secret KEY and a file of it at /run/key, which has to be there are given.'] }],
  right: [{ when: 'a required one', build: secretFile({}) }],
});

describeRule('model/invalid-operation', 'a file has the mode of one', {
  broken: [
    { when: 'a decimal that was meant as octal', build: secretFile({}, 644), at: 'shop/api', says: ['The mode of /run/key is 644', 'such as 0o755, and this is 1204'] },
    { when: 'a fraction', build: secretFile({}, 0.5), at: 'shop/api', says: ['and this is 0.5'] },
  ],
  right: [{ when: 'one that the owner alone may read', build: secretFile({}, 0o400) }],
});

describeRule('model/invalid-path', 'the file of a secret has a path that a default can have', {
  broken: [
    { when: 'none', build: secretFile({ file: ' ' }), at: 'shop/KEY', says: ['The file of the secret'] },
    { when: 'a brace', build: secretFile({ file: './a{' }), at: 'shop/KEY', says: ['has not an unpaired brace'] },
  ],
  right: [{ when: 'a path with a blank', build: secretFile({ file: '/etc/my keys/key' }) }],
});

describeRule('model/duplicate-name', 'the variable of a secret\'s file has one meaning', {
  broken: [{ when: 'a parameter of that name', build: (stack) => [secretFile({})(stack), new Parameter(stack, 'KEY_FILE', { description: '', default: 'x' })], at: 'shop/KEY', says: ['KEY_FILE'] }],
  right: [{ when: 'one of another name', build: (stack) => [secretFile({})(stack), new Parameter(stack, 'KEYS_FILE', { description: '', default: 'x' })] }],
});

describeRule('model/duplicate-mount', 'nothing is mounted below a file', {
  broken: [{ when: 'a directory below a secret', build: (stack) => workload(stack, 'api', { mounts: { '/run/key': new Secret(stack, 'KEY', { description: '' }).asFile(), '/run/key/more': scratch() } }), at: 'shop/api', says: ['/run/key/more'] }],
  right: [{ when: 'one beside it', build: (stack) => workload(stack, 'api', { mounts: { '/run/key': new Secret(stack, 'KEY', { description: '' }).asFile(), '/run/more': scratch() } }) }],
});
