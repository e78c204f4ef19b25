import { run } from '../command';
import type { Looker } from '../inside/looker';
import { isOlder } from '../../../lib/targets/compose/settings';

/** What an engine has to have to show some words, which not every one has. */
export type Lack =
  | 'an init for containers' | 'AppArmor' | 'SELinux' | 'GPUs' | 'a runtime for WebAssembly' | 'Docker Engine 28' | 'models that the engine serves' | 'its socket at /var/run/docker.sock' | 'buildx 0.17' | 'Compose 2.30' | 'Compose 2.35' | 'Compose 2.38'
  | 'an ingress controller' | 'metrics by which to scale';

/** What a Docker Engine and its Compose lack: each is asked for, not assumed. */
export function lacksOfDocker(compose: readonly string[]): ReadonlySet<Lack> {
  const info = JSON.parse(run(['docker', 'info', '--format', '{{json .}}']).stdout || '{}') as DockerInfo;
  const options = (info.SecurityOptions ?? []).join(' ');
  const runtimes = Object.keys(info.Runtimes ?? {});
  const version = run([...compose, 'version', '--short']).stdout.trim().replace(/^v/, '');
  const buildx = /v?(\d+\.\d+\.\d+)/.exec(run(['docker', 'buildx', 'version']).stdout)?.[1] ?? '0.0.0';
  const socket = run(['docker', 'context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']).stdout.trim();
  const lacks: readonly (readonly [Lack, boolean])[] = [
    ['an init for containers', /^(?:N\/A)?$/.test(info.InitCommit?.ID ?? '')],
    ['AppArmor', !options.includes('name=apparmor')],
    ['SELinux', !options.includes('name=selinux')],
    ['GPUs', !runtimes.includes('nvidia')],
    ['a runtime for WebAssembly', !runtimes.some((name) => /wasm/.test(name))],
    ['Docker Engine 28', Number(info.ServerVersion?.split('.')[0]) < 28],
    ['models that the engine serves', run(['docker', 'model', 'version']).status !== 0],
    ['its socket at /var/run/docker.sock', (process.env.DOCKER_HOST ?? socket) !== 'unix:///var/run/docker.sock'],
    // Compose 5 builds nothing without it.
    ['buildx 0.17', !isOlder(version, '5.0.0') && isOlder(buildx, '0.17.0')],
    ...(['2.30', '2.35', '2.38'] as const).map((least) => [`Compose ${least}`, isOlder(version, `${least}.0`)] as const),
  ];
  return new Set(lacks.flatMap(([lack, isLacking]) => (isLacking ? [lack] : [])));
}

/** The same of a cluster, beside what its cases need of it. */
export function lacksOfCluster(looker: Looker): ReadonlySet<Lack> {
  const isOn = (file: string, text: string): boolean => looker.onNode(`cat ${file} 2>/dev/null || true`).trim() === text;
  const lacks: readonly (readonly [Lack, boolean])[] = [
    ['an ingress controller', run(['kubectl', 'get', 'ingressclasses', '-o', 'name']).stdout.trim() === ''],
    ['metrics by which to scale', run(['kubectl', 'get', '--raw', '/apis/metrics.k8s.io/v1beta1']).status !== 0],
    ['AppArmor', !isOn('/sys/module/apparmor/parameters/enabled', 'Y')],
    ['SELinux', !isOn('/sys/fs/selinux/enforce', '1')],
  ];
  return new Set(lacks.flatMap(([lack, isLacking]) => (isLacking ? [lack] : [])));
}

interface DockerInfo {
  readonly ServerVersion?: string;
  readonly SecurityOptions?: readonly string[] | null;
  readonly Runtimes?: Readonly<Record<string, unknown>>;
  readonly InitCommit?: { readonly ID?: string };
}
