import { FrontendNginx, Publish, Scratch, Size, Volume, WorkloadKind, type Resources } from 'cdk8s-compose';
import { describeRule, IMAGE, workload, type Build } from './rule-cases';

const MIB = 1024 ** 2;
const limited = (resources: Resources): Build => (stack) => workload(stack, 'api', { resources, tmp: false });
const bytes = (amount: number): Size => Size.kibibytes(amount / 1024);

describeRule('model/invalid-quantity', 'CPU is at least what the engine can set aside', {
  broken: [
    ...[0, -1, 0.0004].map((request) => ({
      when: `a request of ${request} cores`,
      build: limited({ cpu: { request } }),
      at: 'shop/api',
      says: ['CPU request', 'at least 1 millicores'],
    })),
    ...[0, 0.009].map((limit) => ({
      when: `a limit of ${limit} cores`,
      build: limited({ cpu: { request: 0.001, limit } }),
      at: 'shop/api',
      says: ['CPU limit', 'at least 10 millicores'],
    })),
    { when: 'a request above the limit', build: limited({ cpu: { request: 0.501, limit: 0.5 } }), at: 'shop/api', says: ['501 millicores', 'at most the limit, 500 millicores'] },
  ],
  right: [
    { when: 'the smallest request and limit', build: limited({ cpu: { request: 0.001, limit: 0.01 } }) },
    { when: 'a request that is the limit', build: limited({ cpu: { request: 0.5, limit: 0.5 } }) },
  ],
});

describeRule('model/invalid-quantity', 'memory is at least what the engine accepts', {
  broken: [
    ...[0, -1024, 0.5].map((request) => ({
      when: `a request of ${request} bytes`,
      build: limited({ memory: { request: bytes(request) } }),
      at: 'shop/api',
      says: ['memory request', `${request} bytes`, 'at least 1 bytes'],
    })),
    ...[0, 6 * MIB - 1].map((limit) => ({
      when: `a limit of ${limit} bytes`,
      build: limited({ memory: { request: bytes(1), limit: bytes(limit) } }),
      at: 'shop/api',
      says: ['memory limit', `${limit} bytes`, `at least ${6 * MIB} bytes`],
    })),
    {
      when: 'a request above the limit',
      build: limited({ memory: { request: bytes(7 * MIB + 1), limit: bytes(7 * MIB) } }),
      at: 'shop/api',
      says: [`${7 * MIB + 1} bytes`, `at most the limit, ${7 * MIB} bytes`],
    },
  ],
  right: [
    { when: 'the smallest request and limit', build: limited({ memory: { request: bytes(1), limit: bytes(6 * MIB) } }) },
    { when: 'a request that is the limit', build: limited({ memory: { request: bytes(6 * MIB), limit: bytes(6 * MIB) } }) },
  ],
});

const sized = (size: number): Build => (stack) => new Volume(stack, 'data', { size: bytes(size), ownedByImage: true });

describeRule('model/invalid-quantity', 'a volume has a size', {
  broken: [0, -1, 0.5].map((size) => ({ when: `${size} bytes`, build: sized(size), at: 'shop/data', says: [`The size is ${size}`, '1 or more'] })),
  right: [1, 1024 ** 4].map((size) => ({ when: `${size} bytes`, build: sized(size) })),
});

const scratch = (size: number): Build => (stack) => workload(stack, 'api', { mounts: { '/cache': Scratch.ofSize(bytes(size)) } });
const shared = (size: number): Build => (stack) => workload(stack, 'api', { sharedMemory: bytes(size) });

describeRule('model/invalid-quantity', 'what is in memory has a size', {
  broken: [0, -1].flatMap((size) => [
    { when: `a scratch directory of ${size} bytes`, build: scratch(size), at: 'shop/api', says: ['size of /cache', `${size} bytes`] },
    { when: `/dev/shm of ${size} bytes`, build: shared(size), at: 'shop/api', says: ['size of /dev/shm', `${size} bytes`] },
  ]),
  right: [{ when: 'a scratch directory of one byte', build: scratch(1) }, { when: '/dev/shm of one byte', build: shared(1) }],
});

const inMemory = (scratchMib: number, sharedMib: number): Build => (stack) =>
  workload(stack, 'api', {
    tmp: false,
    mounts: { '/cache': Scratch.ofSize(Size.mebibytes(scratchMib)) },
    sharedMemory: Size.mebibytes(sharedMib),
    resources: { memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } },
  });

describeRule('model/memory-backed', 'what is in memory leaves room for the program', {
  broken: [
    { when: 'as much as the limit', build: inMemory(128, 128), at: 'shop/api', says: ['256 MiB', 'limit is 256 MiB'] },
    { when: 'more than the limit', build: inMemory(300, 1), at: 'shop/api', says: ['301 MiB', 'limit is 256 MiB'] },
  ],
  right: [{ when: 'a little less than the limit', build: inMemory(128, 127) }],
});

const published = (maxBodySize: number): Build => (stack) =>
  workload(stack).addEndpoint('http', { port: 80, publish: Publish.atHost('example.com', { maxBodySize: bytes(maxBodySize) }) });
const served = (maxBodySize: number): Build => (stack) => new FrontendNginx(stack, 'api', { image: IMAGE, maxBodySize: bytes(maxBodySize) });

describeRule('model/invalid-quantity', 'a request body has a largest size', {
  broken: [-1, 0.5].flatMap((size) => [
    { when: `${size} bytes at the ingress`, build: published(size), at: 'shop/api', says: ['MaxBodySize', `is ${size},`, '0 or more'] },
    { when: `${size} bytes in nginx.conf`, build: served(size), at: 'shop/api', says: ['MaxBodySize', `is ${size},`, '0 or more'] },
  ]),
  right: [0, 1].flatMap((size) => [
    { when: `${size} bytes at the ingress`, build: published(size) },
    { when: `${size} bytes in nginx.conf`, build: served(size) },
  ]),
});

const tried = (retries: number): Build => (stack) => workload(stack, 'job', { kind: WorkloadKind.TASK, retries });

describeRule('model/invalid-quantity', 'a task is tried again a whole number of times', {
  broken: [-1, 1.5].map((retries) => ({ when: `${retries} retries`, build: tried(retries), at: 'shop/job', says: [`Retries is ${retries}`, '0 or more'] })),
  right: [0, 10].map((retries) => ({ when: `${retries} retries`, build: tried(retries) })),
});
