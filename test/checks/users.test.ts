import { describeRule, workload, type Build } from './rule-cases';

const as = (uid: number, gid = 1): Build => (stack) => workload(stack, 'api', { user: { uid, gid } });

describeRule('model/invalid-user', 'a numeric user and group that are not root', {
  broken: [0, -1, 1.5, 2 ** 31].flatMap((id) => [
    { when: `the user ${id}`, build: as(id), at: 'shop/api', says: ['user id', `is ${id}.`] },
    { when: `the group ${id}`, build: as(1, id), at: 'shop/api', says: ['group id', `is ${id}.`] },
  ]),
  right: [{ when: '1:1', build: as(1) }, { when: 'the largest ids', build: as(2 ** 31 - 1, 2 ** 31 - 1) }],
});

const capable = (name: string): Build => (stack) => workload(stack, 'api', { capabilities: [{ name, reason: 'test' }] });

describeRule('model/invalid-name', 'a capability is written without "CAP_", in upper case', {
  broken: ['', 'CAP_NET_RAW', 'net_raw', 'NET-RAW', 'NET RAW', 'BOGUS', 'ALL', 'SYS_ADMINS'].map((name) => ({
    when: `"${name}"`,
    build: capable(name),
    at: 'shop/api',
    says: [`capability is called "${name}"`, 'without "CAP_"'],
  })),
  right: ['NET_BIND_SERVICE', 'SYS_ADMIN'].map((name) => ({ when: name, build: capable(name) })),
});

const stoppedBy = (stopSignal: string): Build => (stack) => workload(stack, 'api', { stopSignal });

describeRule('model/invalid-name', 'a stop signal is called as in signal(7)', {
  broken: ['', 'INT', 'sigint', 'SIG', '2', 'SIGINT ', 'SIGBOGUS', 'SIGRTMIN+16', 'SIGRTMAX-15', 'SIGRTMAX+1'].map((signal) => ({
    when: `"${signal}"`,
    build: stoppedBy(signal),
    at: 'shop/api',
    says: [`stop signal is called "${signal}"`, 'SIGINT'],
  })),
  right: ['SIGINT', 'SIGUSR1', 'SIGWINCH', 'SIGRTMIN+3', 'SIGRTMAX-14'].map((signal) => ({ when: signal, build: stoppedBy(signal) })),
});

describeRule('model/invalid-name', 'a group is a number, or has a name', {
  broken: ['44', 'a b', '', '-x'].map((group) => ({ when: JSON.stringify(group), build: (stack) => workload(stack, 'api', { supplementalGroups: [group] }), at: 'shop/api', says: ['group', JSON.stringify(group), 'a number is written as one'] })),
  right: ['video', 'Render-1', '_a.b'].map((group) => ({ when: group, build: (stack) => workload(stack, 'api', { supplementalGroups: [group, 44] }) })),
});
