import { App, Compose, Image, Stack, WatchAction, Workload, type ComposeProps, type WatchRule, type WorkloadProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

const COPIED: WatchRule = { action: WatchAction.SYNC, path: 'src', target: '/app/src' };
const RESTARTED: WatchRule = { action: WatchAction.SYNC_RESTART, path: 'config', target: '/tmp/config' };
const REBUILT: WatchRule = { action: WatchAction.REBUILD, path: 'package.json' };

/** What is said, with a code, of files that would have to be copied into a container. */
function said(props: Partial<WorkloadProps>, code = 'compose/watch-read-only', compose: ComposeProps = {}): readonly string[] {
  const stack = new Stack(new App({ targets: [new Compose(compose)] }), 'shop');
  new Workload(stack, 'api', { image: Image.fromBuild('api', { name: 'example/api:1' }), ...props });
  return synthesize(stack).findings.filter((finding) => finding.code === code).map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
}

test('files that are to be copied into a container whose root is read-only, where the engine copies nothing', () => {
  expect(said({ watch: [COPIED, REBUILT, RESTARTED] })).toEqual([expect.stringMatching(/^warning shop\/api: .* to \/app\/src, \/tmp\/config: /)]);
});

test.each<[string, Partial<WorkloadProps>]>([
  ['whose root is writable', { readOnlyRoot: false, watch: [COPIED, RESTARTED] }],
  ['that is built anew', { watch: [REBUILT] }],
])('nothing is said of a container %s', (_, props) => {
  expect(said(props)).toEqual([]);
});

test('files that are to be copied into a container with a user of its own, where an engine may be older than 28', () => {
  const props = { readOnlyRoot: false, watch: [COPIED] };
  expect(said(props, 'compose/watch-user')).toEqual([expect.stringMatching(/^warning shop\/api: .* to \/app\/src where .* takes 10001:10001 for a name/)]);
  expect(said(props, 'compose/watch-user', { engine: 27 })).toHaveLength(1);
  expect(said(props, 'compose/watch-user', { engine: 28 })).toEqual([]);
  expect(said({ ...props, imageUser: true }, 'compose/watch-user')).toEqual([]);
  expect(said({ watch: [REBUILT] }, 'compose/watch-user')).toEqual([]);
});
