import { run } from '../command';
import { containerOfRun } from '../containers-of-run';

/** Where the machine of the engine itself has file systems in user space mounted: what containers mount may not be left there. */
export function mountedOnMachine(lookerImage: string): readonly string[] {
  const { stdout } = run(containerOfRun('--privileged', '--pid=host', '--network=none', '--entrypoint', 'grep', lookerImage, ' - fuse[. ]', '/proc/1/mountinfo'));
  return stdout.split('\n').filter(Boolean).map((line) => line.split(' ')[4]);
}
