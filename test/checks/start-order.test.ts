import { HealthProbe, Protocol, StartCondition, StartOrderOnKubernetes, WorkloadKind, type Stack, type Workload } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

/** Workloads of these names, each of which starts after the ones that the table says. */
const ordered = (after: Record<string, string>): Build => (stack) => {
  const all = Object.fromEntries(Object.keys(after).map((id) => [id, workload(stack, id)]));
  for (const [id, others] of Object.entries(after)) for (const other of others) all[id].startAfter(all[other]);
};

const referring = (from: Workload, to: Workload): void => from.addEnv(`TO_${to.node.id.toUpperCase()}`, to.addEndpoint('http', { port: 80 }).url());

describeRule('model/start-order-cycle', 'something is first', {
  broken: [
    { when: 'a workload that starts after itself', build: ordered({ a: 'a' }), at: 'shop/a', says: ['shop/a -> shop/a'] },
    { when: 'two that start after each other', build: ordered({ a: 'b', b: 'a' }), at: 'shop/a', says: ['shop/a -> shop/b -> shop/a'] },
    { when: 'three in a circle, beside others', build: ordered({ a: 'b', b: 'c', c: 'bd', d: '', e: 'b' }), at: 'shop/b', says: ['shop/b', 'shop/c'] },
    {
      when: 'a circle of which one part is a reference',
      build: (stack) => {
        const [a, b, c] = ['a', 'b', 'c'].map((id) => workload(stack, id));
        a.startAfter(b);
        b.startAfter(c);
        c.startAfter(a);
        referring(a, c);
      },
      at: 'shop/a',
      says: ['shop/a', 'shop/b', 'shop/c'],
    },
  ],
  right: [
    { when: 'a chain', build: ordered({ a: '', b: 'a', c: 'ab' }) },
    {
      when: 'references in a circle',
      build: (stack) => {
        const [a, b] = ['a', 'b'].map((id) => workload(stack, id));
        referring(a, b);
        referring(b, a);
      },
    },
    {
      when: 'a start order against a reference',
      build: (stack) => {
        const [a, b] = ['a', 'b'].map((id) => workload(stack, id));
        a.startAfter(b);
        referring(b, a);
      },
    },
  ],
});

const waiting = (peer: (stack: Stack) => Workload, kubernetes = StartOrderOnKubernetes.WAIT): Build => (stack) =>
  workload(stack).startAfter(peer(stack), { kubernetes });

const task = (stack: Stack): Workload => workload(stack, 'migrate', { kind: WorkloadKind.TASK });
const open = (protocol: Protocol) => (stack: Stack): Workload => {
  const peer = workload(stack, 'peer', { health: HealthProbe.fromCommand(['true']) });
  peer.addEndpoint('port', { port: 80, protocol });
  return peer;
};

describeRule('kubernetes/wait-endpoint', 'an init container has to have a TCP port to ask', {
  broken: [
    { when: 'waiting for a workload without endpoints', build: waiting((stack) => workload(stack, 'peer')), at: 'shop/api', says: ['wait for peer'] },
    { when: 'waiting for a workload with UDP only', build: waiting(open(Protocol.UDP)), at: 'shop/api', says: ['wait for peer'] },
  ],
  right: [
    { when: 'waiting for a workload with a TCP endpoint', build: waiting(open(Protocol.TCP)) },
    { when: 'trying again', build: waiting((stack) => workload(stack, 'peer'), StartOrderOnKubernetes.RETRY) },
    { when: 'waiting for a task, whose Job is watched', build: waiting(task) },
  ],
});

describeRule('model/start-condition', 'what is waited for can come about', {
  broken: [
    {
      when: 'waiting until something without a health probe is healthy',
      build: (stack) => workload(stack).startAfter(workload(stack, 'db'), { condition: StartCondition.HEALTHY }),
      at: 'shop/api',
      says: ['when db is healthy', 'it has no health probe'],
    },
    {
      when: 'waiting until something is healthy of which nobody asks',
      build: (stack) => workload(stack).startAfter(workload(stack, 'db', { health: HealthProbe.none() }), { condition: StartCondition.HEALTHY }),
      at: 'shop/api',
      says: ['when db is healthy', 'it has no health probe'],
    },
    {
      when: 'waiting until something is completed that does not end',
      build: (stack) => workload(stack).startAfter(workload(stack, 'db'), { condition: StartCondition.COMPLETED }),
      at: 'shop/api',
      says: ['when db is completed', 'it does not end'],
    },
  ],
  right: [
    { when: 'waiting until something is started that has a health probe', build: (stack) => workload(stack).startAfter(open(Protocol.TCP)(stack), { condition: StartCondition.STARTED }) },
    { when: 'waiting until a task is completed, or only started', build: (stack) => {
      workload(stack).startAfter(task(stack), { condition: StartCondition.COMPLETED });
      workload(stack, 'web').startAfter(workload(stack, 'import', { kind: WorkloadKind.TASK }), { condition: StartCondition.STARTED });
    } },
  ],
});

describeRule('model/conflicting-statements', 'one waits for another in one way', {
  broken: [
    {
      when: 'waiting for the same one in two ways',
      build: (stack) => {
        const [api, db] = [workload(stack), workload(stack, 'db')];
        api.startAfter(db);
        api.startAfter(db, { required: false });
      },
      at: 'shop/api',
      says: ['How it waits until db is there', 'not required'],
    },
  ],
  right: [
    {
      when: 'waiting for the same one twice alike',
      build: (stack) => {
        const [api, db] = [workload(stack), workload(stack, 'db')];
        api.startAfter(db, { restart: true });
        api.startAfter(db, { restart: true });
      },
    },
  ],
});
