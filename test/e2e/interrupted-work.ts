import { run } from '../../scripts/e2e/command';
import { cleanedUp, remember } from '../../scripts/e2e/interrupted';

/* Has something up, and is not done for a long time: `interrupted.test.ts` starts it. */

const [, , mark, seconds] = process.argv;

cleanedUp(__filename, (directory) => {
  remember(directory, { down: ['sh', '-c', `echo down in "$PWD" >> ${mark}`], directory });
  process.stdout.write(`${directory}\n`);
  run(['sleep', seconds]);
  return 3;
});
