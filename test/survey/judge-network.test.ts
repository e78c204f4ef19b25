import { levelOf, testRows, verdictsOf } from './judged';

describe('ports', () => {
  const published = (more: object): Record<string, unknown> => ({ ports: [{ target: 80, published: '8080', protocol: 'tcp', ...more }] });
  testRows([
    ['are the same in the long form', { ports: ['8080:80'] }, published({ name: 'http' }), 'exact'],
    ['can be moved by the operator', { ports: ['8080:80'] }, published({ published: '${WEB_PORT:-8080}' }), 'typed'],
    ['can be moved from another number', { ports: ['8080:80'] }, published({ published: '${WEB_PORT:-80}' }), 'none'],
    ['are of another port of the host', { ports: ['8081:80'] }, published({}), 'none'],
    ['are of another port of the container', { ports: ['8080:81'] }, published({}), 'none'],
    ['are of another protocol', { ports: ['8080:80/udp'] }, published({}), 'none'],
    ['are on loopback', { ports: ['127.0.0.1:8080:80'] }, published({ host_ip: '127.0.0.1' }), 'exact'],
    ['are no longer on loopback alone', { ports: ['127.0.0.1:8080:80'] }, published({}), 'none'],
    ['are on loopback only now', { ports: ['8080:80'] }, published({ host_ip: '127.0.0.1' }), 'none'],
    ['are everywhere, in so many words', { ports: ['0.0.0.0:8080:80'] }, published({}), 'exact'],
    ['are moved by a variable of the file', { ports: ['${P:-8080}:80'] }, published({ published: '${P:-8080}' }), 'exact'],
    ['are moved by another variable', { ports: ['${P:-8080}:80'] }, published({ published: '${WEB_PORT:-8080}' }), 'none'],
    ['have no default', { ports: ['${P}:80'] }, published({ published: '${P:-80}' }), 'typed'],
    ['are wherever is room', { ports: ['80'] }, published({}), 'none'],
    ['are of the container\'s variable', { ports: ['8080:${P:-80}'] }, published({}), 'none'],
    ['are a range', { ports: ['8080-8081:80-81'] }, { ports: [{ target: 80, published: '8080' }, { target: 81, published: '8081' }] }, 'exact'],
    ['are a part of a range', { ports: ['8080-8081:80-81'] }, published({}), 'none'],
    ['have a mode, which means something in a swarm only', { ports: [{ target: 80, published: 8080, mode: 'host' }] }, published({}), 'exact'],
    ['are none that Compose takes', { ports: [{ published: 80 }] }, published({}), 'none'],
  ]);
});

describe('expose', () => {
  const kubernetes = [{ kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80, protocol: 'TCP' }] } }];
  test('is a port of the Service, on a network', () => {
    expect(levelOf({ file: { expose: ['80'] }, output: { networks: ['web'] }, kubernetes })).toBe('typed');
    expect(levelOf({ file: { expose: ['81'] }, output: { networks: ['web'] }, kubernetes })).toBe('none');
    expect(levelOf({ file: { expose: ['80'] }, output: {}, kubernetes })).toBe('none');
  });
});

describe('a peer that is named', () => {
  const url = { environment: { DB: 'postgres://u@db:5432/shop' } };
  const near = { ...url, networks: ['db', 'web'] };
  test.each([
    ['is on a network with it', url, near, { networks: ['db'] }, 'exact'],
    ['is not', url, { ...url, networks: ['web'] }, { networks: ['db'] }, 'none'],
    ['stands alone in a variable of a host', { environment: { DB_HOST: 'db' } }, { environment: { DB_HOST: 'db' }, networks: ['web'] }, { networks: ['db'] }, 'none'],
    ['is the default of a variable', { environment: { DB_HOST: '${H:-db}' } }, { environment: { DB_HOST: '${H:-db}' }, networks: ['web'] }, { networks: ['db'] }, 'none'],
    ['was not before', { ...url, networks: ['a'] }, { ...url, networks: ['web'] }, { networks: ['db'] }, 'typed'],
    ['only shares a word with it', { environment: { KIND: 'db' } }, { environment: { KIND: 'db' }, networks: ['web'] }, { networks: ['db'] }, 'exact'],
  ] as const)('%s', (_title, file, output, db, level) => {
    const others = { db: 'networks' in file ? { networks: ['b'] } : {} };
    expect(levelOf({ file, output, others, otherOutputs: { db } })).toBe(level);
  });
  test('is gone', () => expect(levelOf({ file: url, output: near, others: { db: {} } })).toBe('none'));
});

describe('networks', () => {
  testRows([
    ['are derived', { networks: ['back'] }, { networks: ['web'] }, 'typed'],
    ['have a name of the service', { networks: { back: { aliases: ['www'] } } }, { networks: { web: { aliases: ['www'] } } }, 'typed'],
    ['have lost a name of the service', { networks: { back: { aliases: ['www'] } } }, { networks: ['web'] }, 'none'],
    ['have an address', { networks: { back: { ipv4_address: '10.0.0.2' } } }, { networks: ['web'] }, 'none'],
    ['are the host\'s', { network_mode: 'host' }, { networks: ['web'] }, 'none'],
  ]);
});

describe('names of other hosts', () => {
  testRows([
    ['have their addresses', { extra_hosts: ['a:10.0.0.1', 'b=host-gateway'] }, { extra_hosts: ['a:10.0.0.1', 'b:host-gateway'] }, 'exact'],
    ['are a mapping', { extra_hosts: { a: '10.0.0.1' } }, { extra_hosts: ['a:10.0.0.1'] }, 'exact'],
    ['have an address of IPv6', { extra_hosts: ['a=[::1]'] }, { extra_hosts: ['a:::1'] }, 'exact'],
    ['have another address', { extra_hosts: ['a:10.0.0.1'] }, { extra_hosts: ['a:10.0.0.2'] }, 'none'],
    ['are fewer', { extra_hosts: ['a:10.0.0.1', 'b:10.0.0.1'] }, { extra_hosts: ['a:10.0.0.1'] }, 'none'],
    ['are no names', { extra_hosts: ['a'] }, { extra_hosts: ['a:10.0.0.1'] }, 'none'],
  ]);
});

describe('links', () => {
  const around = { others: { db: {} } };
  test.each([
    ['reach the peer', ['db'], { networks: ['db'], depends_on: ['db'] }, 'exact'],
    ['reach it, whoever comes first', ['db'], { networks: ['db'] }, 'none'],
    ['do not reach it', ['db'], { networks: ['web'] }, 'none'],
    ['call it something else', ['db:store'], { networks: ['db'], depends_on: ['db'] }, 'none'],
  ] as const)('%s', (_title, links, output, level) => expect(levelOf({ file: { links }, output, ...around, otherOutputs: { db: { networks: ['db'] } } })).toBe(level));
  test('call it by a name that it has', () => {
    expect(levelOf({ file: { links: ['db:store'] }, output: { networks: ['db'], depends_on: ['db'] }, ...around, otherOutputs: { db: { networks: { db: { aliases: ['store'] } } } } })).toBe('typed');
  });
});

describe('the start order', () => {
  const around = { others: { db: {}, my_cache: {} }, otherOutputs: { db: {}, 'my-cache': {} } };
  const on = (condition: string, more: object = {}): Record<string, unknown> => ({ depends_on: { db: { condition, ...more } } });
  test.each([
    ['is a list', { depends_on: ['db'] }, on('service_started'), 'exact'],
    ['waits longer', { depends_on: ['db'] }, on('service_healthy'), 'typed'],
    ['waits for the end', { depends_on: ['db'] }, on('service_completed_successfully'), 'none'],
    ['does not wait long enough', on('service_healthy'), on('service_started'), 'none'],
    ['is nowhere', { depends_on: ['db'] }, {}, 'none'],
    ['waits for one of another name', { depends_on: ['my_cache'] }, { depends_on: { 'my-cache': { condition: 'service_started' } } }, 'typed'],
    ['waits for nobody', { depends_on: ['ghost'] }, {}, 'none'],
    ['says what is so anyway', on('service_healthy', { required: true, restart: false }), on('service_healthy'), 'exact'],
    ['can do without', on('service_healthy', { required: false }), on('service_healthy'), 'none'],
    ['starts it again with the other', on('service_healthy', { restart: true }), on('service_healthy'), 'none'],
    ['starts it again with the other as well', on('service_healthy', { restart: true }), on('service_healthy', { restart: true }), 'exact'],
  ] as const)('%s', (_title, file, output, level) => expect(levelOf({ file, output, ...around })).toBe(level));
});

describe('a service', () => {
  test('of another name is found by it', () => {
    const verdicts = verdictsOf({ file: {}, output: {} });
    expect(verdicts).toEqual([{ attribute: 'image', level: 'exact' }]);
  });
});

describe('networks that others are on', () => {
  const theirs = { networks: { back: { external: true }, front: { name: 'www' } } };
  const sections = { networks: { 'shared-back': { external: true, name: 'back' }, 'shared-www': { name: 'www' }, web: {} } };
  test.each([
    ['are joined', ['shared-back', 'shared-www'], 'typed'],
    ['are joined but for one', ['shared-back'], 'none'],
    ['are not joined', ['web'], 'none'],
  ] as const)('%s', (_title, networks, level) => expect(levelOf({ file: { networks: ['back', 'front'] }, output: { networks }, sections, top: theirs })).toBe(level));
  test('are made anew, in place of those that are there', () => {
    const made = { networks: { 'shared-back': { name: 'back' }, 'shared-www': { name: 'www' } } };
    expect(levelOf({ file: { networks: ['back', 'front'] }, output: { networks: ['shared-back', 'shared-www'] }, sections: made, top: theirs })).toBe('none');
  });
});
