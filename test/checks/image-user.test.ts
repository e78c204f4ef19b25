import type { Capability, ImageUser } from 'cdk8s-compose';
import { broken, known, right, stated } from './image-cases';
import { describeRule } from './rule-cases';

const users = (...list: Omit<ImageUser, 'source'>[]) => ({ users: stated(...list) });
const as = (uid: number, gid = uid, supplementalGroups: number[] = []) => ({ user: { uid, gid }, supplementalGroups });
const asRoot = (...capabilities: string[]) => ({
  user: { uid: 0, gid: 0, rootReason: 'hands over its data' },
  capabilities: capabilities.map((name): Capability => ({ name, reason: 'becomes another user' })),
});
const ROOT_AT_START = users({ uid: 0, reason: 'hands its data over', becomes: 999 });

describeRule('model/image-user', 'a container runs as a user as which its image works', {
  broken: [
    broken('another user', known(users({ uid: 70, gid: 70, name: 'postgres' })), 'runs as 10001:10001', '70:70 (postgres, Dockerfile:7)'),
    broken('another group', known(users({ uid: 70, gid: 70 }), as(70, 71)), 'runs as 70:71', '70:70'),
    broken('a user that is not of the group', known(users({ uid: 'any', gid: 0 })), 'any user of the group 0 (Dockerfile:7)'),
    broken('an image that needs root', known(ROOT_AT_START), '0 (hands its data over, Dockerfile:7)'),
    broken('neither of two', known(users({ uid: 70 }, { uid: 999 })), '70 (Dockerfile:7), or 999 (Dockerfile:7)'),
  ],
  right: [
    right('any user', known(users({ uid: 'any' }))),
    right('the user, in any group', known(users({ uid: 70 }), as(70, 1))),
    right('the group among the supplemental ones', known(users({ uid: 'any', gid: 0 }), as(1000, 1000, [0]))),
    right('the second of two', known(users({ uid: 0, becomes: 70 }, { uid: 70, gid: 70 }), as(70))),
    right('an image whose users are not known', known({})),
  ],
});

describeRule('model/image-root', 'root that is to become another user may', {
  broken: [
    broken('no capability', known(ROOT_AT_START, asRoot()), 'to become the user 999 (Dockerfile:7)', 'no capability SETGID and SETUID'),
    broken('one of the two', known(ROOT_AT_START, asRoot('SETUID', 'CHOWN')), 'no capability SETGID.'),
  ],
  right: [
    right('both capabilities', known(ROOT_AT_START, asRoot('SETUID', 'SETGID'))),
    right('root that stays root', known(users({ uid: 0, reason: 'reads the socket' }), asRoot())),
    right('the user that it would become', known(users({ uid: 0, becomes: 999 }, { uid: 999 }), as(999))),
  ],
});
