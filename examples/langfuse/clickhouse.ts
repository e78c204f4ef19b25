import { Duration, HealthProbe, Image, ProbeClient, Scratch, Secret, Size, Volume, Workload, type Endpoint, type Stack } from 'cdk8s-compose';

/** ClickHouse, which holds the traces. */
export interface ClickHouse {
  readonly http: Endpoint;
  readonly native: Endpoint;
  readonly user: string;
  readonly password: Secret;
}

export function createClickHouse(stack: Stack): ClickHouse {
  const user = 'clickhouse';
  const password = new Secret(stack, 'CLICKHOUSE_PASSWORD', { description: 'Password of the ClickHouse user clickhouse, of letters and digits.', hint: 'openssl rand -hex 24' });
  const server = new Workload(stack, 'clickhouse', {
    image: Image.fromReference('clickhouse/clickhouse-server:25.12'),
    user: { uid: 101, gid: 101 },
    egress: false,
    env: { CLICKHOUSE_DB: 'default', CLICKHOUSE_USER: user, CLICKHOUSE_PASSWORD: password },
    mounts: {
      '/var/lib/clickhouse': new Volume(stack, 'clickhouse-data', { size: Size.gibibytes(50), ownedByImage: true }),
      '/var/log/clickhouse-server': Scratch.ofSize(Size.mebibytes(256)),
      // The entry point writes the user into it.
      '/etc/clickhouse-server/users.d': Scratch.ofSize(Size.mebibytes(1)),
    },
    health: HealthProbe.fromHttpGet('/ping', { client: ProbeClient.WGET, interval: Duration.seconds(10), startPeriod: Duration.minutes(2) }),
    openFiles: 262144,
    stopGracePeriod: Duration.minutes(2),
    resources: { cpu: { request: 0.5, limit: 2 }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) } },
  });
  return { http: server.addEndpoint('http', { port: 8123 }), native: server.addEndpoint('native', { port: 9000 }), user, password };
}
