import { Image, Size, type ImageFacts } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const SOURCE = 'Dockerfile:1';
const stating = (facts: Partial<ImageFacts>): Build => (stack) =>
  workload(stack, 'api', { image: Image.fromReference('example/app:1.0.0', { facts: { from: 'https://github.com/example/app/tree/v1', read: '2026-11-26', ...facts } }) });

const broken = (when: string, facts: Partial<ImageFacts>, ...says: string[]) => ({ when, build: stating(facts), at: 'shop/api', says: ['the facts about the image', ...says] });

describeRule('model/invalid-image-facts', 'what is stated of an image says where and when it was read', {
  broken: [
    broken('no place', { from: '' }, 'from is ""'),
    broken('a place on two lines', { from: 'a\nb' }, 'from is "a\\nb"'),
    ...['', '26.11.2026', '2026-11', '2026-02-30', '2026-13-01', '2026-11-26T10:00'].map((read) => broken(`the day "${read}"`, { read }, `read is "${read}"`, '2026-11-26')),
    broken('a fact without a source', { writes: [{ path: '/data', source: '' }] }, 'the source of writes is ""'),
    broken('a source of a single fact', { memory: { size: Size.mebibytes(1), source: ' ' } }, 'the source of memory is " "'),
  ],
  right: [{ when: 'a leap day', build: stating({ read: '2028-02-29' }) }, { when: 'no facts but these', build: stating({}) }],
});

describeRule('model/invalid-image-facts', 'paths are those of a container', {
  broken: [
    broken('a relative write', { writes: [{ path: 'data', source: SOURCE }] }, 'path of a write is "data"', 'absolute'),
    broken('the root', { writes: [{ path: '/', source: SOURCE }] }, 'path of a write is "/"'),
    broken('a write that is not normalized', { writes: [{ path: '/data/', source: SOURCE }] }, 'path of a write is "/data/"', 'normalized'),
    broken('a content that is not normalized', { contents: [{ path: '/a/../b', source: SOURCE }] }, 'path of a content is "/a/../b"'),
    broken('a relative working directory', { workingDirectory: { path: 'app', source: SOURCE } }, 'working directory is "app"'),
  ],
  right: [
    { when: 'the root as the working directory', build: stating({ workingDirectory: { path: '/', source: SOURCE } }) },
    { when: 'a path with spaces', build: stating({ contents: [{ path: '/opt/my app', source: SOURCE }] }) },
  ],
});

describeRule('model/invalid-image-facts', 'users are numbers, and one of them can run the image', {
  broken: [
    broken('no user', { users: [] }, 'users is ""', 'one at least'),
    ...[-1, 1.5, 2 ** 31].map((uid) => broken(`the user ${uid}`, { users: [{ uid, source: SOURCE }] }, 'the uid of a user is')),
    broken('the group -1', { users: [{ uid: 1, gid: -1, source: SOURCE }] }, 'the gid of a user is -1'),
    broken('a user who becomes another', { users: [{ uid: 70, becomes: 71, source: SOURCE }] }, 'what the user 70 becomes is 71', 'user 0'),
    broken('root who becomes root', { users: [{ uid: 0, becomes: 0, source: SOURCE }] }, 'what the user 0 becomes is 0'),
    broken('a reason of somebody else than root', { users: [{ uid: 'any', reason: 'why not', source: SOURCE }] }, 'the reason for the user any'),
  ],
  right: [
    { when: 'anybody', build: stating({ users: [{ uid: 'any', source: SOURCE }] }) },
    { when: 'any user of the group 0', build: stating({ users: [{ uid: 'any', source: SOURCE }, { uid: 'any', gid: 0, source: SOURCE }] }) },
  ],
});

describeRule('model/invalid-image-facts', 'ports and routes are those of a server', {
  broken: [
    ...[0, -1, 65536, 80.5].map((port) => broken(`the port ${port}`, { ports: [{ port, source: SOURCE }] }, `a port is ${port}`)),
    broken('a port twice', { ports: [{ port: 80, source: 'a:1' }, { port: 80, source: 'a:2' }] }, 'a port is "80/tcp"', 'stated once'),
    ...['health', '', '/a b', '/*/a', '/a*', '/a?b', '/a#b'].map((path) => broken(`the route "${path}"`, { routes: [{ path, source: SOURCE }] }, `path of a route is "${path}"`)),
    broken('the method get', { routes: [{ path: '/', method: 'get', source: SOURCE }] }, 'the method of / is "get"'),
    broken('the port of no route', { ports: [{ port: 80, source: SOURCE }], routes: [{ path: '/', port: 81, source: SOURCE }] }, 'the port of / is 81'),
    ...[99, 600, 200.5].map((status) => broken(`the status ${status}`, { routes: [{ path: '/', status, source: SOURCE }] }, `the status of / is ${status}`)),
  ],
  right: [
    { when: 'one number by two protocols', build: stating({ ports: [{ port: 53, source: SOURCE }, { port: 53, protocol: 'udp', source: SOURCE }] }) },
    { when: 'everything below a path', build: stating({ routes: ['/', '/*', '/api/*'].map((path) => ({ path, source: SOURCE })) }) },
    { when: 'a route of a port that nothing is stated of', build: stating({ routes: [{ path: '/', port: 81, source: SOURCE }] }) },
  ],
});

describeRule('model/invalid-image-facts', 'variables, tools and commands can be given', {
  broken: [
    broken('a variable with a space', { variables: [{ name: 'A B', source: SOURCE }] }, 'the name of a variable is "A B"'),
    broken('an alternative without a name', { variables: [{ name: 'A', alternatives: [''], source: SOURCE }] }, 'the name of a variable is ""'),
    broken('a pattern that does not compile', { variables: [{ name: 'A', pattern: '(', source: SOURCE }] }, 'the pattern of A is "("', 'a regular expression'),
    ...['', 'A B', '-', '-- x'].map((setBy) => broken(`setBy "${setBy}"`, { ports: [{ port: 80, setBy, source: SOURCE }] }, `setBy is "${setBy}"`)),
    ...['', 'a b', 'bin/curl', '/bin/../curl'].map((name) => broken(`the tool "${name}"`, { tools: [{ names: [name], source: SOURCE }] }, `the name of a tool is "${name}"`)),
    broken('a program without a word', { program: { words: [], source: SOURCE } }, 'program is ""', 'one word'),
    broken('a base that is no image', { base: { reference: 'Nginx:1', source: SOURCE } }, 'base is "Nginx:1"'),
    broken('a health check in the past', { healthcheck: { command: ['true'], interval: -1, source: SOURCE } }, 'interval of the health check is -1'),
    broken('no memory', { memory: { size: Size.kibibytes(0), source: SOURCE } }, 'memory is 0'),
  ],
  right: [
    { when: 'a variable that the JVM reads', build: stating({ variables: [{ name: 'discovery.type', optional: true, source: SOURCE }] }) },
    { when: 'options', build: stating({ writes: [{ path: '/tmp/data', setBy: '--data-dir', source: SOURCE }], ports: [{ port: 80, setBy: '-p', source: SOURCE }] }) },
    { when: 'a tool by its path', build: stating({ tools: [{ names: ['curl', '/surreal', '['], source: SOURCE }] }) },
    { when: 'an image without an entry point', build: stating({ entrypoint: { words: [], source: SOURCE } }) },
  ],
});
