import {
  App, ConfigFile, HealthProbe, Image, ProbeClient, Size, Stack, text, Volume, Workload, type Endpoint,
} from '../../lib';

/** The application as a user of this library writes it: a chain of units in each stack, both outputs. */
export function build(units: number, stacks: number, outdir: string): App {
  const app = new App({ outdir });
  for (let s = 0; s < stacks; s++) {
    const stack = new Stack(app, `system-${s}`);
    let peer: Endpoint | undefined;
    for (let n = 0; n < units; n++) peer = addUnit(stack, `unit-${n}`, peer);
  }
  return app;
}

function addUnit(stack: Stack, name: string, peer: Endpoint | undefined): Endpoint {
  const config = new ConfigFile(stack, `${name}-config`, {
    fileName: 'unit.conf',
    content: text`name ${name}\npeer ${peer?.authority ?? 'none'}\n`,
  });
  const data = new Volume(stack, `${name}-data`, { size: Size.gibibytes(1) });
  const workload = new Workload(stack, name, {
    image: Image.fromReference('example/unit:1.4.2'),
    command: ['serve', '--config', '/etc/unit/unit.conf'],
    env: { LOG_LEVEL: 'info', PEER_URL: peer?.url({ path: '/v1' }) ?? '' },
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL }),
    mounts: { '/etc/unit/unit.conf': config, '/var/lib/unit': data },
  });
  return workload.addEndpoint('http', { port: 8080 });
}
