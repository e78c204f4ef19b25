import { ConfigFile, type ImageFacts, type Workload } from 'cdk8s-compose';
import { WATCHDOG_FILE } from './images';

/**
 * Python runs a module of this name before all else, from the directory that PYTHONPATH names in the images. What it
 * changes is one path.
 */
const MODULE = `# The service writes ${WATCHDOG_FILE} before it serves, for a watchdog that is not in its container.
import builtins

_open = builtins.open


def _open_elsewhere(file, *args, **kwargs):
    return _open("/tmp/watchdog-env" if file == "${WATCHDOG_FILE}" else file, *args, **kwargs)


builtins.open = _open_elsewhere
`;

/** Two services end at start unless they may write into /etc, which takes root and a writable root file system. */
export function keepWatchdogOutOfEtc(workload: Workload): void {
  workload.addMount('/opt/core/sitecustomize.py', new ConfigFile(workload, 'watchdog', { fileName: 'sitecustomize.py', content: MODULE }));
}

/** What is known of such a service, once it is started as above. */
export function withoutWatchdog(facts: ImageFacts): ImageFacts {
  return { ...facts, writes: facts.writes?.filter(({ path }) => path !== WATCHDOG_FILE) ?? [] };
}
