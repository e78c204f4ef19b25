import { testRows } from './judged';

const deploy = (said: object): Record<string, unknown> => ({ deploy: said });
const limits = (said: object): Record<string, unknown> => deploy({ resources: { limits: said } });

describe('resources', () => {
  testRows([
    ['are the same in other units', limits({ memory: '1G', cpus: '0.50' }), limits({ memory: '1024m', cpus: '0.5' }), 'exact'],
    ['are more', limits({ memory: '1G' }), limits({ memory: '2g' }), 'none'],
    ['are not limited', limits({ cpus: '1' }), deploy({ resources: { reservations: { cpus: '1' } } }), 'none'],
    ['are the operator\'s', limits({ memory: '${M:-1g}' }), limits({ memory: '1g' }), 'none'],
    ['stand in attributes of their own', { mem_limit: '512m', cpus: 1.5, mem_reservation: '64m' }, deploy({ resources: { limits: { memory: '512m', cpus: '1.5' }, reservations: { memory: '64m' } } }), 'exact'],
    ['stood in attributes of their own', { mem_limit: '512m' }, {}, 'none'],
    ['are devices', deploy({ resources: { reservations: { devices: [{ driver: 'nvidia', count: 1, capabilities: ['gpu'] }] } } }), deploy({ resources: { reservations: { memory: '1g' } } }), 'none'],
    ['are as many devices', deploy({ resources: { reservations: { devices: [{ driver: 'nvidia', capabilities: ['gpu'] }] } } }), deploy({ resources: { reservations: { devices: [{ driver: 'nvidia', count: 'all', capabilities: ['gpu'] }] } } }), 'exact'],
    ['are fewer devices', deploy({ resources: { reservations: { devices: [{ driver: 'nvidia', count: 2, capabilities: ['gpu'] }] } } }), deploy({ resources: { reservations: { devices: [{ driver: 'nvidia', count: 1, capabilities: ['gpu'] }] } } }), 'none'],
    ['are devices by name', deploy({ resources: { reservations: { devices: [{ device_ids: ['0'], capabilities: ['gpu'] }] } } }), deploy({ resources: { reservations: { devices: [{ count: 'all', capabilities: ['gpu'] }] } } }), 'none'],
    ['are all graphics processors', { gpus: 'all' }, deploy({ resources: { reservations: { devices: [{ driver: 'nvidia', count: 'all', capabilities: ['gpu'] }] } } }), 'typed'],
    ['are no graphics processors', { gpus: 'all' }, deploy({ replicas: 1 }), 'none'],
    ['are processes', { pids_limit: 5 }, deploy({ resources: { limits: { pids: 5 } } }), 'exact'],
    ['are other processes', { pids_limit: 5 }, deploy({ resources: { limits: { pids: 6 } } }), 'none'],
    ['are as many processes as there may be', { pids_limit: -1 }, {}, 'exact'],
    ['are devices of the machine', { devices: ['/dev/a/', { source: '/dev/b', target: '/dev/c' }] }, { devices: ['/dev/a:/dev/a', '/dev/b:/dev/c:rwm'] }, 'exact'],
    ['are devices at another path', { devices: ['/dev/a:/dev/b'] }, { devices: ['/dev/a:/dev/a'] }, 'none'],
    ['are devices with fewer permissions', { devices: ['/dev/a:/dev/a:r'] }, { devices: ['/dev/a:/dev/a'] }, 'none'],
    ['are shared memory', { shm_size: '1gb' }, { shm_size: '1g' }, 'exact'],
    ['are less shared memory', { shm_size: '1gb' }, { shm_size: '64m' }, 'none'],
    ['are limits of the kernel', { ulimits: { nofile: 1024 } }, { ulimits: { nofile: { soft: 1024, hard: 1024 } } }, 'exact'],
    ['are other limits of the kernel', { ulimits: { nofile: { soft: 1, hard: 2 } } }, { ulimits: { nofile: { soft: 2, hard: 2 } } }, 'none'],
    ['are limits of the kernel that are gone', { ulimits: { memlock: -1 } }, { ulimits: { nofile: { soft: 2, hard: 2 } } }, 'none'],
  ]);
});

describe('what is started again', () => {
  testRows([
    ['is the same', { restart: 'unless-stopped' }, { restart: 'unless-stopped' }, 'exact'],
    ['is started as long as nobody stops it', { restart: 'always' }, { restart: 'unless-stopped' }, 'typed'],
    ['was never', { restart: 'no' }, { restart: 'unless-stopped' }, 'none'],
    ['is never', { restart: false }, { restart: 'no' }, 'exact'],
    ['is never any more', { restart: 'always' }, { restart: 'no' }, 'none'],
    ['is so often', { restart: 'on-failure:3' }, deploy({ restart_policy: { condition: 'on-failure', max_attempts: 3 } }), 'exact'],
    ['is not so often', { restart: 'on-failure:3' }, { restart: 'on-failure:5' }, 'none'],
    ['is so often, not for ever', { restart: 'on-failure' }, { restart: 'on-failure:5' }, 'none'],
    ['is the operator\'s', { restart: '${R:-always}' }, { restart: 'unless-stopped' }, 'none'],
    ['has a policy', deploy({ restart_policy: { condition: 'on-failure', max_attempts: 2, delay: '5s' } }), { restart: 'on-failure:2' }, 'typed'],
    ['has another policy', deploy({ restart_policy: { condition: 'none' } }), { restart: 'unless-stopped' }, 'none'],
  ]);
});

describe('what is deployed', () => {
  testRows([
    ['is so many', deploy({ replicas: 2, mode: 'replicated' }), deploy({ replicas: 2 }), 'exact'],
    ['is fewer', deploy({ replicas: 2 }), deploy({ replicas: 1 }), 'none'],
    ['is so many in an attribute of its own', { scale: 2 }, deploy({ replicas: 2 }), 'exact'],
    ['is one a machine', deploy({ mode: 'global' }), deploy({ replicas: 1 }), 'none'],
    ['stands at a place', deploy({ placement: { constraints: ['node.role == manager'] } }), deploy({ replicas: 1 }), 'none'],
  ]);
});

describe('a log', () => {
  const logging = (options: object, driver = 'json-file'): Record<string, unknown> => ({ logging: { driver, options } });
  testRows([
    ['is kept as long', logging({ 'max-size': '1m', 'max-file': 3 }), logging({ 'max-size': '1024k', 'max-file': '3' }), 'exact'],
    ['is kept longer', logging({ 'max-size': '1m', 'max-file': '3' }), logging({ 'max-size': '10m', 'max-file': '5' }), 'none'],
    ['is one file', logging({ 'max-size': '1m' }), logging({ 'max-size': '1m', 'max-file': '1' }), 'exact'],
    ['is several files now', logging({ 'max-size': '1m' }), logging({ 'max-size': '1m', 'max-file': '5' }), 'none'],
    ['goes elsewhere', logging({ tag: 'web' }, 'syslog'), logging({ 'max-size': '10m', 'max-file': '5' }), 'none'],
  ]);
});

describe('security', () => {
  testRows([
    ['has the user', { user: '1000:1001' }, { user: '1000:1001' }, 'exact'],
    ['has another user', { user: '1000:1001' }, { user: '1000:1000' }, 'none'],
    ['has the user, and a group', { user: '1000' }, { user: '1000:1000' }, 'typed'],
    ['has root', { user: 'root' }, { user: '0:0' }, 'typed'],
    ['has lost its root', { user: 'root' }, { user: '10001:10001' }, 'none'],
    ['has the user of the image now', { user: 'app' }, {}, 'none'],
    ['has a capability', { cap_add: ['CAP_NET_ADMIN'] }, { cap_add: ['NET_ADMIN'] }, 'exact'],
    ['lacks a capability', { cap_add: ['NET_ADMIN'] }, { cap_add: ['SYS_ADMIN'] }, 'none'],
    ['drops more', { cap_drop: ['NET_RAW'] }, { cap_drop: ['ALL'] }, 'typed'],
    ['drops it and adds it', { cap_drop: ['NET_RAW'] }, { cap_drop: ['ALL'], cap_add: ['NET_RAW'] }, 'none'],
    ['drops all', { cap_drop: ['ALL'] }, { cap_drop: ['ALL'] }, 'exact'],
    ['forbids new privileges', { security_opt: ['no-new-privileges'] }, { security_opt: ['no-new-privileges:true'] }, 'exact'],
    ['has lost a profile', { security_opt: ['seccomp=unconfined'] }, { security_opt: ['no-new-privileges:true'] }, 'none'],
    ['is read only', { read_only: true }, { read_only: true }, 'exact'],
    ['is not read only', { read_only: false }, {}, 'exact'],
    ['is read only now', { read_only: false }, { read_only: true }, 'none'],
    ['may do everything', { privileged: true }, { privileged: true }, 'exact'],
    ['may not do everything', { privileged: true }, { cap_add: ['SYS_ADMIN'] }, 'none'],
    ['has no privilege', { privileged: false }, {}, 'exact'],
    ['has a terminal', { tty: true, stdin_open: true }, { tty: true }, 'none'],
    ['may get privileges', { security_opt: ['no-new-privileges:false'] }, { security_opt: ['no-new-privileges:true'] }, 'none'],
    ['may get privileges, as it may if nothing is said', { security_opt: ['no-new-privileges:false'] }, {}, 'exact'],
    ['has a group', { group_add: [44] }, { group_add: ['44'] }, 'exact'],
    ['has a group by its name', { group_add: ['video'] }, { group_add: ['44'] }, 'none'],
  ]);
});

describe('when an image is pulled', () => {
  testRows([
    ['is called otherwise', { pull_policy: 'if_not_present' }, { pull_policy: 'missing' }, 'exact'],
    ['is another time', { pull_policy: 'always' }, { pull_policy: 'missing' }, 'none'],
    ['is not said', { pull_policy: 'always' }, {}, 'none'],
  ]);
});

describe('how it ends', () => {
  testRows([
    ['is by a signal', { stop_signal: 'SIGINT' }, { stop_signal: 'SIGINT' }, 'exact'],
    ['is by another signal', { stop_signal: 'SIGINT' }, {}, 'none'],
    ['is after a time', { stop_grace_period: '1m30s' }, { stop_grace_period: '90s' }, 'exact'],
    ['is after another time', { stop_grace_period: '1m30s' }, { stop_grace_period: '30s' }, 'none'],
  ]);
});
