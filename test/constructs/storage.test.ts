import { Construct } from 'constructs';
import { ConfigFile, Scratch, Size, SourceDirectory, text, Volume, Workload, type IMountable, type Stack } from 'cdk8s-compose';
import { Lowered } from '../targets/lowered';
import { described, IMAGE, mountsOf, shown, startOrderOf, workloadNamed } from './described';

const mounting = (stack: Stack, mounts: Record<string, IMountable>, id = 'api'): Workload => new Workload(stack, id, { image: IMAGE, tmp: false, mounts });

describe('a volume', () => {
  test('is known by its id, has a size, the default class and one writer', () => {
    const model = described((stack) => mounting(stack, { '/data': new Volume(stack, 'results', { size: Size.gibibytes(5) }) }));
    expect(model.volumes).toEqual([{ name: 'results', path: 'shop/results', size: 5 * 1024 ** 3, shared: false, ownedByImage: false }]);
    expect(mountsOf(model.workloads[0])).toEqual({ '/data': 'volume results' });
  });

  test('has a class and readers elsewhere when they are asked for', () => {
    const model = described((stack) => new Volume(stack, 'results', { size: Size.gibibytes(1), storageClass: 'fast', shared: true, ownedByImage: true }));
    expect(model.volumes[0]).toMatchObject({ storageClass: 'fast', shared: true, ownedByImage: true });
  });

  test('is called after the constructs it is in, up to the stack', () => {
    const model = described((stack) => new Volume(new Construct(new Construct(stack, 'a'), 'b'), 'c', { size: Size.gibibytes(1) }));
    expect(model.volumes.map(({ name }) => name)).toEqual(['a-b-c']);
  });

  test('can be mounted so that it cannot be written to', () => {
    const model = described((stack) => {
      const volume = new Volume(stack, 'results', { size: Size.gibibytes(1) });
      mounting(stack, { '/out': volume, '/in': volume.readOnly() });
    });
    expect(mountsOf(model.workloads[0])).toEqual({ '/in': 'volume results read-only', '/out': 'volume results' });
  });

  test('that one workload writes and another reads gives no order between them', () => {
    const model = described((stack) => {
      const volume = new Volume(stack, 'results', { size: Size.gibibytes(1), shared: true });
      mounting(stack, { '/out': volume }, 'writer');
      mounting(stack, { '/in': volume.readOnly() }, 'reader');
    });
    expect(startOrderOf(model)).toEqual([]);
    expect(model.connections).toEqual([]);
  });
});

describe('a config file', () => {
  test('has its content as it was written, and is called like its id unless told otherwise', () => {
    const content = '{ "a": "$HOME" }\n';
    const model = described((stack) => {
      new ConfigFile(stack, 'rules', { content });
      new ConfigFile(stack, 'other', { content: '', fileName: 'Other.conf' });
    });
    expect(model.configFiles).toEqual([
      { name: 'other', path: 'shop/other', fileName: 'Other.conf', content: { kind: 'literal', text: '' } },
      { name: 'rules', path: 'shop/rules', fileName: 'rules', content: { kind: 'literal', text: content } },
    ]);
  });

  test('may name hosts and ports: whoever mounts it connects to them', () => {
    const model = described((stack) => {
      const peer = new Workload(stack, 'peer', { image: IMAGE }).addEndpoint('http', { port: 80 });
      const rules = new ConfigFile(stack, 'rules', { content: text`upstream ${peer.authority};` });
      mounting(stack, { '/etc/rules': rules });
      mounting(stack, {}, 'bystander');
    });
    expect(shown(model.configFiles[0].content)).toBe('upstream <host shop/peer.http>:<port shop/peer.http>;');
    expect(model.connections).toEqual([{ from: 'shop/api', to: 'shop/peer', endpoint: 'http' }]);
    expect(startOrderOf(model)).toEqual(['api after peer (started, implied)']);
  });

  test('can be mounted by several workloads', () => {
    const model = described((stack) => {
      const rules = new ConfigFile(new Construct(stack, 'group'), 'rules', { content: '' });
      for (const id of ['a', 'b']) mounting(stack, { [`/etc/${id}`]: rules }, id);
    });
    expect(['a', 'b'].map((id) => mountsOf(workloadNamed(model, id)))).toEqual([{ '/etc/a': 'file group-rules' }, { '/etc/b': 'file group-rules' }]);
  });
});

test('a scratch directory has a size in memory', () => {
  const model = described((stack) => mounting(stack, { '/cache': Scratch.ofSize(Size.mebibytes(32)) }));
  expect(model.workloads[0].mounts).toEqual([{ kind: 'scratch', target: '/cache', size: 32 * 1024 ** 2 }]);
  expect(model.volumes).toEqual([]);
});

test('a scratch directory may have no size of its own', () => {
  const model = described((stack) => mounting(stack, { '/cache': Scratch.ofAnySize() }));
  expect(model.workloads[0].mounts).toEqual([{ kind: 'scratch', target: '/cache' }]);
});

describe('a source directory', () => {
  test('is writable and hides all that the image has there', () => {
    const model = described((stack) => mounting(stack, { '/app': SourceDirectory.at('frontend') }));
    expect(model.workloads[0].mounts).toEqual([{ kind: 'source', target: '/app', source: 'frontend', readOnly: false, keep: [] }]);
  });

  test('can be read-only and keep some of it', () => {
    const model = described((stack) => mounting(stack, { '/app': SourceDirectory.at('.', { readOnly: true, keep: ['/app/b', '/app/a'] }) }));
    expect(model.workloads[0].mounts).toEqual([{ kind: 'source', target: '/app', source: '.', readOnly: true, keep: ['/app/a', '/app/b'] }]);
  });

  test('is found below the variable of the stack', () => {
    const service = new Lowered((stack) => mounting(stack, { '/app': SourceDirectory.at('web') })).service('api');
    expect(service.volumes?.[0].source).toBe('${SOURCE_DIR:?set SOURCE_DIR, see .env.example}/web');
  });
});
