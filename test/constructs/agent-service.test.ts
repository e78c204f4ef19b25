import { AgentService, Duration, ModelProvider, Publish, Size, Workload, type AgentServiceProps, type Stack } from 'cdk8s-compose';
import { described, describedWorkload, environmentOf, IMAGE, mountsOf } from './described';

const agent = (stack: Stack, props: Partial<AgentServiceProps> = {}, id = 'agent'): AgentService => new AgentService(stack, id, { image: IMAGE, port: 8000, ...props });

describe('an agent with nothing but an image and a port', () => {
  const model = described((stack) => agent(stack));
  const [workload] = model.workloads;

  test('opens its API to peers', () => {
    expect(workload.endpoints).toEqual([{ name: 'http', port: 8000, protocol: 'tcp' }]);
  });

  test('may use 2 cores and 2 GiB', () => {
    expect(workload.resources).toEqual({ cpu: { request: 500, limit: 2000 }, memory: { request: 512 * 1024 ** 2, limit: 2 * 1024 ** 3 } });
  });

  test('runs as 10001:10001 and has 30 seconds to finish', () => {
    expect(workload.security).toMatchObject({ user: 10001, group: 10001, readOnlyRoot: true });
    expect(workload.lifecycle.stopGracePeriod).toBe(30_000);
  });

  test('has no variables, parameters, secrets or volumes', () => {
    expect(environmentOf(workload)).toEqual({});
    expect(model).toMatchObject({ parameters: [], secrets: [], volumes: [] });
  });
});

test('resources that are given replace one default each', () => {
  const { resources } = describedWorkload((stack) => agent(stack, { resources: { memory: { limit: Size.gibibytes(4) } } }));
  expect(resources).toEqual({ cpu: { request: 500, limit: 2000 }, memory: { request: 512 * 1024 ** 2, limit: 4 * 1024 ** 3 } });
});

test('proxies in front wait 5 minutes, or as long as it asks for', () => {
  const publish = Publish.atHost('example.com');
  const [short, long] = [{}, { requestTimeout: Duration.minutes(30) }].map((props) => describedWorkload((stack) => agent(stack, { publish, ...props })).endpoints[0].exposure);
  expect([short, long]).toMatchObject([{ requestTimeout: 300_000 }, { requestTimeout: 1_800_000 }]);
});

test('workers, log level and telemetry are variables that servers and libraries know', () => {
  const model = described((stack) => {
    const collector = new Workload(stack, 'collector', { image: IMAGE }).addEndpoint('otlp', { port: 4318 });
    agent(stack, { workers: 4, logLevel: 'INFO', telemetryEndpoint: collector.url() });
  });
  expect(environmentOf(model.workloads[0])).toEqual({
    LOG_LEVEL: '<parameter LOG_LEVEL>',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://<host shop/collector.otlp>:<port shop/collector.otlp>',
    OTEL_SERVICE_NAME: 'agent',
    WEB_CONCURRENCY: '4',
  });
  expect(model.parameters).toEqual([expect.objectContaining({ name: 'LOG_LEVEL', default: 'INFO' })]);
});

test('keys of tools are optional secrets', () => {
  const model = described((stack) => agent(stack, { toolKeys: ['TAVILY_API_KEY', 'EXA_API_KEY'] }));
  expect(model.secrets.map(({ name, optional }) => ({ name, optional }))).toEqual([{ name: 'EXA_API_KEY', optional: true }, { name: 'TAVILY_API_KEY', optional: true }]);
  expect(environmentOf(model.workloads[0])).toEqual({ EXA_API_KEY: '<secret EXA_API_KEY>', TAVILY_API_KEY: '<secret TAVILY_API_KEY>' });
});

test('what the user says of a variable stays', () => {
  const { workloads, parameters, secrets } = described((stack) =>
    agent(stack, {
      env: { DEEPSEEK_API_KEY: '', DEEPSEEK_BASE_URL: 'http://proxy', WEB_CONCURRENCY: 1, LOG_LEVEL: 'DEBUG', OTEL_SERVICE_NAME: 'mine', XDG_CACHE_HOME: '/mine' },
      modelProviders: [ModelProvider.DEEPSEEK],
      workers: 4,
      telemetryEndpoint: 'http://collector',
      cacheDirectory: '/cache',
    }),
  );
  expect(environmentOf(workloads[0])).toEqual({
    DEEPSEEK_API_KEY: '', DEEPSEEK_BASE_URL: 'http://proxy', LOG_LEVEL: 'DEBUG', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', OTEL_SERVICE_NAME: 'mine',
    WEB_CONCURRENCY: '1', XDG_CACHE_HOME: '/mine',
  });
  expect([...parameters, ...secrets].map(({ name }) => name)).toEqual(['DEEPSEEK_BASE_URL', 'DEEPSEEK_API_KEY']);
});

describe('directories', () => {
  test('for caches and logs are in memory, for results on a volume of its own', () => {
    const model = described((stack) => agent(stack, { cacheDirectory: '/var/cache/agent', logDirectory: '/var/log/agent', resultDirectory: '/app/results' }));
    expect(mountsOf(model.workloads[0])).toEqual({
      '/app/results': 'volume agent-results',
      '/tmp': 'scratch 64Mi',
      '/var/cache/agent': 'scratch 256Mi',
      '/var/log/agent': 'scratch 64Mi',
    });
    expect(model.volumes).toEqual([expect.objectContaining({ name: 'agent-results', path: 'shop/agent/results', size: 5 * 1024 ** 3, shared: false })]);
    expect(environmentOf(model.workloads[0])).toEqual({ XDG_CACHE_HOME: '/var/cache/agent' });
  });

  test('have the sizes that are given', () => {
    const model = described((stack) =>
      agent(stack, { cacheDirectory: '/c', cacheSize: Size.mebibytes(32), resultDirectory: '/r', resultSize: Size.gibibytes(1) }),
    );
    expect(mountsOf(model.workloads[0])).toMatchObject({ '/c': 'scratch 32Mi' });
    expect(model.volumes[0].size).toBe(1024 ** 3);
  });
});

test('two agents share what they have in common', () => {
  const { parameters, secrets } = described((stack) => {
    for (const id of ['a', 'b']) agent(stack, { modelProviders: [ModelProvider.DEEPSEEK], toolKeys: ['TAVILY_API_KEY'], logLevel: 'INFO' }, id);
  });
  expect(parameters.map(({ name }) => name)).toEqual(['DEEPSEEK_BASE_URL', 'LOG_LEVEL']);
  expect(secrets.map(({ name }) => name)).toEqual(['DEEPSEEK_API_KEY', 'TAVILY_API_KEY']);
});
