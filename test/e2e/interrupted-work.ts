import { run } from '../../scripts/e2e/command';
import { cleanedUp, remember } from '../../scripts/e2e/interrupted';

/* Has something up, and is not done for a long time: `interrupted.test.ts` starts it. What it has told somebody to do goes on a moment longer than it. */

const [, , mark, seconds] = process.argv;

cleanedUp(__filename, (directory) => {
  remember(directory, { down: ['sh', '-c', `sleep 1; echo down in "$PWD" >> ${mark}`], directory });
  run(['sh', '-c', `trap "" TERM; (sleep 1; echo made >> ${mark}) >/dev/null 2>&1 &`]);
  process.stdout.write(`${directory}\n`);
  run(['sleep', seconds]);
  return 3;
});
