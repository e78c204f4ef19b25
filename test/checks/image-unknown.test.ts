import { Size } from 'cdk8s-compose';
import { known, right } from './image-cases';
import { describeRule, findingsOf, workload } from './rule-cases';

describeRule('model/unknown-image', 'nothing is known of an image, and its container may do little', {
  broken: [
    {
      when: 'one workload',
      build: (stack) => workload(stack),
      at: 'shop',
      says: ['images of api: user 10001:10001, read-only root, no capabilities, at most 512 MiB of memory.'],
    },
    {
      when: 'several, as they are hardened',
      build: (stack) => {
        workload(stack, 'worker');
        workload(stack, 'api');
        workload(stack, 'proxy', {
          user: { uid: 0, gid: 0, rootReason: 'reads the socket' },
          readOnlyRoot: false,
          capabilities: [{ name: 'NET_RAW', reason: 'pings' }, { name: 'CHOWN', reason: 'hands over' }],
          resources: { memory: { limit: Size.gibibytes(2) } },
        });
      },
      at: 'shop',
      says: ['api, worker: user 10001:10001', '; proxy: user 0:0, writable root, capabilities CHOWN, NET_RAW only, at most 2048 MiB of memory.'],
    },
  ],
  right: [right('an image of which something is known', known({})), right('no workload', () => undefined)],
});

test('it is one finding, and says how to find out', () => {
  const findings = findingsOf((stack) => ['a', 'b', 'c'].map((id) => workload(stack, id))).filter(({ code }) => code === 'model/unknown-image');
  expect(findings.map(({ severity, fix }) => ({ severity, fix }))).toEqual([{ severity: 'info', fix: expect.stringMatching(/docker image inspect.*docker diff.*facts/) }]);
});
