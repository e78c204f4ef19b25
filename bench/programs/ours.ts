import type { Construct } from 'constructs';
import {
  App, ConfigFile, HealthProbe, Image, ProbeClient, Size, Stack, text, Volume, Workload, type Endpoint,
} from 'cdk8s-compose';
import type { RunTask } from '../sample';
import { nested } from './nested';

/** The application as a user of this library writes it: a chain of units in each stack, both outputs. */
export function build({ stacks, units, depth, outdir }: RunTask): App {
  const app = new App({ outdir });
  for (let s = 0; s < stacks; s++) {
    const stack = new Stack(app, `system-${s}`);
    const scope = nested(stack, depth);
    let peer: Endpoint | undefined;
    for (let n = 0; n < units; n++) peer = addUnit(stack, scope, `unit-${n}`, peer);
  }
  return app;
}

/** The workload may live deeper than its storage, which is named by its path. */
function addUnit(stack: Stack, scope: Construct, name: string, peer: Endpoint | undefined): Endpoint {
  const config = new ConfigFile(stack, `${name}-config`, {
    fileName: 'unit.conf',
    content: text`name ${name}\npeer ${peer?.authority ?? 'none'}\n`,
  });
  const data = new Volume(stack, `${name}-data`, { size: Size.gibibytes(1) });
  const workload = new Workload(scope, name, {
    image: Image.fromReference('example/unit:1.4.2'),
    command: ['serve', '--config', '/etc/unit/unit.conf'],
    env: { LOG_LEVEL: 'info', PEER_URL: peer?.url({ path: '/v1' }) ?? '' },
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL }),
    mounts: { '/etc/unit/unit.conf': config, '/var/lib/unit': data },
  });
  return workload.addEndpoint('http', { port: 8080 });
}
