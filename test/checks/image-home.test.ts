import { Scratch, Secret, Size, Volume } from 'cdk8s-compose';
import { broken, known, right, SOURCE } from './image-cases';
import { describeRule } from './rule-cases';

const HOME = { home: { source: SOURCE } };
const RUNS_TMP = { executableTmp: { source: SOURCE } };

describeRule('model/image-home', 'a program that needs a home directory has one', {
  broken: [
    broken('none', known(HOME), 'that it can write to (Dockerfile:7)', 'that of the image, on the read-only root'),
    broken('one that is read-only', known(HOME, { env: { HOME: '/home/app' } }), 'has /home/app, on the read-only root'),
  ],
  right: [
    right('/tmp', known(HOME, { env: { HOME: '/tmp' } })),
    right('a scratch directory', known(HOME, { env: { HOME: '/home/app' }, mounts: { '/home': Scratch.ofSize(Size.mebibytes(1)) } })),
    right('one that only the operator knows', (stack) => known(HOME, { env: { HOME: new Secret(stack, 'PLACE', { description: '' }) } })(stack)),
    right('a writable root', known(HOME, { readOnlyRoot: false })),
    right('a program that needs none', known({})),
  ],
});

describeRule('model/image-executable-tmp', 'a program that runs what it puts into /tmp may', {
  broken: [
    broken('memory', known(RUNS_TMP), 'into /tmp (Dockerfile:7), in the memory at /tmp'),
    broken('a read-only root', known(RUNS_TMP, { tmp: false }), 'in the read-only root'),
  ],
  right: [
    right('a volume', (stack) => known(RUNS_TMP, { mounts: { '/tmp': new Volume(stack, 'tmp', { size: Size.mebibytes(1) }) } })(stack)),
    right('a writable root', known(RUNS_TMP, { tmp: false, readOnlyRoot: false })),
    right('a program that does not', known({})),
  ],
});
