import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { observedKernel } from '../../scripts/e2e/inside/observed-kernel';

const SCRIPT = fs.readFileSync(path.join(__dirname, '../../scripts/e2e/inside/cgroup-of.sh'), 'utf8');

/** A process, and the control groups of a machine, by files below a directory. */
function toldOf(cgroup: string, files: Readonly<Record<string, string>>) {
  const machine = fs.mkdtempSync(path.join(os.tmpdir(), 'machine-'));
  for (const [name, text] of Object.entries({ 'process/cgroup': cgroup, ...files })) {
    fs.mkdirSync(path.dirname(path.join(machine, name)), { recursive: true });
    fs.writeFileSync(path.join(machine, name), text);
  }
  const { stdout } = spawnSync('sh', ['-c', `${SCRIPT}\ncgroup_of "$ROOT/process"`], { encoding: 'utf8', env: { ...process.env, ROOT: machine } });
  return Object.fromEntries(observedKernel(stdout.split('\n').map((line) => line.split(' '))).cgroup);
}

test('the control groups of a pod are read below the root of its node: a container may see none but its own in their place', () => {
  expect(toldOf('8:memory:/kubepods/pod1/a\n2:cpu,cpuacct:/kubepods/pod1/a\n', {
    'sys/fs/cgroup/memory/kubepods/pod1/a/memory.limit_in_bytes': '1048576\n', 'sys/fs/cgroup/cpu/kubepods/pod1/a/cpu.cfs_quota_us': '50000\n', 'sys/fs/cgroup/cpu/kubepods/pod1/a/cpu.cfs_period_us': '100000\n',
  })).toEqual({ 'memory.limit_in_bytes': '1048576', 'cpu.cfs_quota_us': '50000', 'cpu.cfs_period_us': '100000' });
  expect(toldOf('0::/kubepods/pod1/a\n', { 'sys/fs/cgroup/kubepods/pod1/a/memory.max': 'max\n', 'sys/fs/cgroup/kubepods/pod1/a/cpu.max': 'max 100000\n' })).toEqual({ 'memory.max': 'max', 'cpu.max': 'max 100000' });
});
