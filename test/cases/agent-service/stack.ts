import {
  AgentService, type App, Duration, HealthProbe, Image, ModelProvider, ProbeClient, Publish, Size, Stack, Workload,
} from 'cdk8s-compose';

export const description = 'An agent with everything that an AgentService can be given.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'agents');
  const collector = new Workload(stack, 'collector', { image: Image.fromReference('example/collector:1.0.0') });
  const otlp = collector.addEndpoint('otlp', { port: 4318 });

  const agent = new AgentService(stack, 'agent', {
    image: Image.fromReference('example/agent:2.1.0'),
    port: 8000,
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON, startPeriod: Duration.minutes(1) }),
    publish: Publish.atHost('agents.example.com'),
    modelProviders: [
      ModelProvider.DEEPSEEK,
      ModelProvider.OPENAI.optional(),
      ModelProvider.of({
        displayName: 'Example',
        keyVariable: 'EXAMPLE_API_KEY',
        keyUrl: 'https://models.example.com/keys',
        baseUrlVariable: 'EXAMPLE_BASE_URL',
        baseUrl: 'https://models.example.com/v1',
      }),
    ],
    toolKeys: ['TAVILY_API_KEY'],
    workers: 4,
    requestTimeout: Duration.minutes(10),
    logLevel: 'INFO',
    telemetryEndpoint: otlp.url(),
    cacheDirectory: '/app/.cache',
    cacheSize: Size.mebibytes(512),
    logDirectory: '/app/logs',
    resultDirectory: '/app/results',
    resultSize: Size.gibibytes(20),
    env: { MODE: 'research' },
  });
  agent.addEnv('OWN_URL', agent.http.url());
  return stack;
}
