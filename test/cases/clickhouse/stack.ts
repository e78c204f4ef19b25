import { type App, ClickHouse, Image, Parameter, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'A ClickHouse with settings, one of them the operator\'s, and both of its APIs.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const level = new Parameter(stack, 'CLICKHOUSE_LOG_LEVEL', { default: 'warning', description: 'Log level of ClickHouse: error, warning, information, debug or trace.' });
  const clickhouse = new ClickHouse(stack, 'clickhouse', {
    storage: Size.gibibytes(50),
    database: 'traces',
    settings: { max_concurrent_queries: 200, 'logger.level': level },
    initScripts: { '10-events.sql': 'CREATE TABLE traces.events (at DateTime) ENGINE = MergeTree ORDER BY at;\n' },
  });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: {
      CLICKHOUSE_URL: clickhouse.url(), CLICKHOUSE_USER: clickhouse.user, CLICKHOUSE_PASSWORD: clickhouse.password,
      CLICKHOUSE_MIGRATION_URL: clickhouse.nativeUrl(), REPORTS_URL: clickhouse.url({ credentials: true }),
    },
  });
  return stack;
}
