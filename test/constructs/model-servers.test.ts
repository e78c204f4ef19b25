import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  AgentService, App, Duration, GatewayModel, Image, LiteLlm, ModelProvider, Ollama, Parameter, Publish, Secret, Size, Stack, Vllm, Workload,
  type LiteLlmProps, type OllamaProps, type VllmProps,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, shown, startOrderOf, workloadNamed } from './described';

const storage = Size.gibibytes(20);
const ollama = (stack: Stack, props: Partial<OllamaProps> = {}): Ollama => new Ollama(stack, 'local', { models: ['qwen3:8b', 'nomic-embed-text'], storage, ...props });
const vllm = (stack: Stack, props: Partial<VllmProps> = {}): Vllm => new Vllm(stack, 'fast', { model: 'Qwen/Qwen3-8B', storage, ...props });
const gateway = (stack: Stack, props: Partial<LiteLlmProps> = {}): LiteLlm => new LiteLlm(stack, 'gateway', { ...props, models: props.models ?? { small: GatewayModel.from(ollama(stack)) } });

function errors(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

describe('an agent is switched from a hosted model to a local one in one line', () => {
  const agent = (provider: (stack: Stack) => ModelProvider) => described((stack) => new AgentService(stack, 'agent', { image: IMAGE, port: 8000, modelProviders: [provider(stack)] }));
  const environment = (provider: (stack: Stack) => ModelProvider) => environmentOf(workloadNamed(agent(provider), 'agent'));

  test('hosted', () => {
    expect(environment(() => ModelProvider.OPENAI)).toEqual({ OPENAI_API_KEY: '<secret OPENAI_API_KEY>' });
  });

  test.each<[string, (stack: Stack) => ModelProvider, string, string]>([
    ['Ollama', (stack) => ollama(stack).provider, 'local', 'false'],
    ['vLLM', (stack) => vllm(stack).provider, 'fast', '<secret FAST_API_KEY>'],
    ['LiteLLM', (stack) => gateway(stack).provider, 'gateway', '<secret GATEWAY_MASTER_KEY>'],
  ])('%s, with the value, the connection and the start order', (_, provider, name, key) => {
    const model = agent(provider);
    expect(environmentOf(workloadNamed(model, 'agent'))).toEqual({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `http://<host shop/${name}.http>:<port shop/${name}.http>/v1` });
    expect(model.connections.filter(({ from }) => from === 'shop/agent')).toEqual([expect.objectContaining({ to: `shop/${name}`, endpoint: 'http' })]);
    expect(startOrderOf(model)).toContain(`agent after ${name} (healthy, implied)`);
  });

  test('by the variables that the application reads, and with the name of the model', () => {
    const variables = { keyVariable: 'LLM_KEY', baseUrlVariable: 'LLM_URL', modelVariable: 'LLM_MODEL' };
    expect(environment((stack) => ModelProvider.from(vllm(stack, { servedName: 'qwen' }), variables).optional())).toEqual({
      LLM_KEY: '<secret FAST_API_KEY>', LLM_MODEL: 'qwen', LLM_URL: 'http://<host shop/fast.http>:<port shop/fast.http>/v1',
    });
  });
});

test('a server of which there is no construct is described by what clients have to know', () => {
  const model = described((stack) => {
    const tgi = new Workload(stack, 'tgi', { image: IMAGE }).addEndpoint('http', { port: 80 });
    const apiKey = new Secret(stack, 'TGI_KEY', { description: '' });
    const served = { apiUrl: tgi.url({ path: '/v1' }), model: 'tgi', apiKey };
    new AgentService(stack, 'agent', { image: IMAGE, port: 8000, modelProviders: [ModelProvider.from(served)] });
    new LiteLlm(stack, 'gateway', { models: { own: GatewayModel.from(served) } });
  });
  expect(environmentOf(workloadNamed(model, 'agent'))).toEqual({ OPENAI_API_KEY: '<secret TGI_KEY>', OPENAI_BASE_URL: 'http://<host shop/tgi.http>:<port shop/tgi.http>/v1' });
  expect(shown(model.configFiles[0].content)).toContain('model: "openai/tgi"\n      api_base: "http://<host shop/tgi.http>:<port shop/tgi.http>/v1"\n      api_key: "os.environ/MODEL_OWN_KEY"');
});

describe('Ollama', () => {
  test('is one server with its models on a volume, on a read-only root', () => {
    const [workload] = described((stack) => ollama(stack)).workloads;
    expect(workload).toMatchObject({ kind: 'stateful', security: { user: 1000, group: 1000, readOnlyRoot: true }, egress: true, endpoints: [{ name: 'http', port: 11434 }] });
    expect(workload.gpus).toBeUndefined();
    expect(mountsOf(workload)).toMatchObject({ '/var/lib/ollama': 'volume local-models' });
    expect(environmentOf(workload)).toEqual({ HOME: '/var/lib/ollama', OLLAMA_HOST: '0.0.0.0:11434' });
    expect(workload.health).toMatchObject({ startPeriod: 3_600_000, liveness: false });
  });

  test('takes processors, times and sizes as they are given', () => {
    const [workload] = described((stack) =>
      ollama(stack, {
        gpus: { count: 2 }, runtimeClass: 'nvidia', keepAlive: Duration.minutes(90), contextLength: 8192, startPeriod: Duration.minutes(5), requestTimeout: Duration.minutes(10),
        publish: Publish.atHost('models.example.com'), resources: { memory: { limit: Size.gibibytes(32) } }, storageClass: 'fast',
      }),
    ).workloads;
    expect(workload).toMatchObject({ gpus: { count: 2, driver: 'nvidia', resource: 'nvidia.com/gpu' }, runtimeClass: 'nvidia', health: { startPeriod: 300_000 }, endpoints: [{ exposure: { requestTimeout: 600_000 } }] });
    expect(environmentOf(workload)).toMatchObject({ OLLAMA_KEEP_ALIVE: '5400s', OLLAMA_CONTEXT_LENGTH: '8192' });
    expect(workload.resources.memory).toEqual({ request: 2 * 1024 ** 3, limit: 32 * 1024 ** 3 });
  });

  test.each<[string, Partial<OllamaProps>, RegExp]>([
    ['no model', { models: [] }, /an empty list/],
    ['an option as a model', { models: ['--help'] }, /The model is "--help"/],
    ['a context that is no number of tokens', { contextLength: 0 }, /contextLength is "0", but has to be a whole number, 1 or more/i],
  ])('refuses %s', (_, props, message) => {
    expect(errors((stack) => ollama(stack, props))).toEqual([expect.stringMatching(message)]);
  });

  describe('its scripts', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'ollama-'));
    afterAll(() => fs.rmSync(directory, { recursive: true }));
    const [workload] = described((stack) => ollama(stack)).workloads;
    const check = workload.health!.check;
    const env = { PATH: `${directory}:${process.env.PATH}`, STATE: directory };

    /** A client and server that remembers what was asked; models are files. */
    beforeEach(() => {
      for (const file of fs.readdirSync(directory)) fs.rmSync(path.join(directory, file));
      const script = [
        '#!/bin/sh',
        'echo "$*" >> "$STATE/asked"',
        'case "$1" in',
        "  serve) touch \"$STATE/up\"; trap 'echo stopped >> \"$STATE/asked\"; exit 0' TERM; while :; do sleep 0.1; done;;",
        '  list) test -e "$STATE/up";;',
        '  show) test -e "$STATE/$2";;',
        '  pull) test ! -e "$STATE/broken" || { rm "$STATE/broken"; exit 1; }; touch "$STATE/$2";;',
        'esac',
      ];
      fs.writeFileSync(path.join(directory, 'ollama'), `${script.join('\n')}\n`, { mode: 0o755 });
      fs.writeFileSync(path.join(directory, 'sleep'), '#!/bin/sh\nexec /bin/sleep 0.1\n', { mode: 0o755 });
    });

    const asked = (): string[] => (fs.existsSync(path.join(directory, 'asked')) ? fs.readFileSync(path.join(directory, 'asked'), 'utf8').trim().split('\n') : []);
    const isHealthy = (): boolean => {
      const [program, ...args] = check.kind === 'exec' ? check.command.map(shown) : [];
      return spawnSync(program, args, { env }).status === 0;
    };

    /** Runs the server until something is true, and stops it then. */
    async function served(until: () => boolean): Promise<number | null> {
      const [program, ...args] = workload.process.entrypoint!.map(shown);
      const child = spawn(program, args, { env, stdio: 'ignore' });
      const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
      const limit = Date.now() + 8_000;
      while (!until() && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill('SIGTERM');
      return ended;
    }

    test('fetch what is missing, are healthy only then, and pass on the signal to stop', async () => {
      fs.writeFileSync(path.join(directory, 'qwen3:8b'), '');
      expect(isHealthy()).toBe(false);
      await served(() => isHealthy());
      expect(isHealthy()).toBe(true);
      expect(asked().filter((line) => line.startsWith('pull'))).toEqual(['pull nomic-embed-text']);
      expect(asked()).toContain('stopped');
    });

    test('try again what could not be fetched', async () => {
      fs.writeFileSync(path.join(directory, 'broken'), '');
      await served(() => isHealthy());
      expect(asked().filter((line) => line.startsWith('pull'))).toEqual(['pull qwen3:8b', 'pull qwen3:8b', 'pull nomic-embed-text']);
    });

    test('end when the server does', async () => {
      fs.writeFileSync(path.join(directory, 'ollama'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      const started = Date.now();
      expect(await served(() => Date.now() - started > 2_000)).not.toBe(0);
    });
  });
});

describe('vLLM', () => {
  test('has a processor, shared memory, and its models on a volume, on a read-only root', () => {
    const [workload] = described((stack) => vllm(stack)).workloads;
    expect(workload).toMatchObject({ kind: 'stateful', security: { user: 2000, group: 2000, readOnlyRoot: true, supplementalGroups: [0] }, gpus: { count: 1 }, health: { check: { kind: 'http', path: '/health' }, startPeriod: 3_600_000 } });
    expect(mountsOf(workload)).toEqual({ '/dev/shm': 'shared-memory 2048Mi', '/tmp': 'scratch 512Mi', '/var/lib/vllm': 'volume fast-models' });
    expect(environmentOf(workload)).toMatchObject({ HOME: '/var/lib/vllm', VLLM_API_KEY: '<secret FAST_API_KEY>', VLLM_NO_USAGE_STATS: '1' });
    expect([...workload.process.entrypoint!, ...workload.process.command!].map(shown)).toEqual(['vllm', 'serve', 'Qwen/Qwen3-8B', '--host=0.0.0.0', '--port=8000']);
  });

  test('takes options, keys and sizes as they are given', () => {
    const [workload] = described((stack) =>
      vllm(stack, {
        servedName: 'qwen', apiKey: new Secret(stack, 'MODEL_KEY', { description: '' }), huggingFaceToken: new Secret(stack, 'HF_TOKEN', { description: '' }), sharedMemory: Size.gibibytes(8), gpus: { count: 4 },
        settings: { 'max-model-len': new Parameter(stack, 'LENGTH', { default: '8192', description: '' }), 'enable-auto-tool-choice': true, 'enable-prefix-caching': false },
      }),
    ).workloads;
    expect(workload.process.command?.map(shown).slice(3)).toEqual(['--served-model-name=qwen', '--enable-auto-tool-choice', '--no-enable-prefix-caching', '--max-model-len=<parameter LENGTH>']);
    expect(environmentOf(workload)).toMatchObject({ VLLM_API_KEY: '<secret MODEL_KEY>', HF_TOKEN: '<secret HF_TOKEN>' });
    expect(workload.gpus).toMatchObject({ count: 4 });
    expect(mountsOf(workload)['/dev/shm']).toBe('shared-memory 8192Mi');
  });

  test.each<[string, Partial<VllmProps>, RegExp]>([
    ['an option as a model', { model: '--help' }, /The model is "--help"/],
    ['a name with a blank', { servedName: 'a b' }, /ServedName is "a b"/i],
    ['a name that is no option', { settings: { max_model_len: 1 } }, /that of an option of `vllm serve`/],
    ['the port', { settings: { port: 1 } }, /left out: peers reach the server on the port of its endpoint/],
    ['the key', { settings: { 'api-key': 'x' } }, /left out: the property apiKey says it/],
  ])('refuses %s', (_, props, message) => {
    expect(errors((stack) => vllm(stack, props))).toEqual([expect.stringMatching(message)]);
  });
});

describe('LiteLLM', () => {
  const fileOf = (build: (stack: Stack) => unknown): string => shown(described(build).configFiles.find(({ fileName }) => fileName === 'config.yaml')!.content);

  test('knows servers by their addresses, and keys by the variables that they are in', () => {
    const build = (stack: Stack) => {
      const key = new Secret(stack, 'PROVIDER_KEY', { description: '' });
      gateway(stack, { models: { large: GatewayModel.hosted('anthropic/claude', { apiKey: key, baseUrl: 'https://models.example.com' }), small: GatewayModel.from(ollama(stack)), fast: GatewayModel.from(vllm(stack)), other: GatewayModel.hosted('openai/gpt-4o') }, settings: { drop_params: true } });
    };
    expect(fileOf(build)).toBe(`model_list:
  - model_name: "fast"
    litellm_params:
      model: "openai/Qwen/Qwen3-8B"
      api_base: "http://<host shop/fast.http>:<port shop/fast.http>/v1"
      api_key: "os.environ/MODEL_FAST_KEY"
  - model_name: "large"
    litellm_params:
      model: "anthropic/claude"
      api_base: "https://models.example.com"
      api_key: "os.environ/MODEL_LARGE_KEY"
  - model_name: "other"
    litellm_params:
      model: "openai/gpt-4o"
  - model_name: "small"
    litellm_params:
      model: "openai/qwen3:8b"
      api_base: "http://<host shop/local.http>:<port shop/local.http>/v1"
      api_key: "none"
litellm_settings:
  "drop_params": true
`);
    const model = described(build);
    expect(environmentOf(workloadNamed(model, 'gateway'))).toEqual({
      HOME: '/tmp', LITELLM_LOCAL_MODEL_COST_MAP: 'True', LITELLM_MASTER_KEY: '<secret GATEWAY_MASTER_KEY>', MODEL_FAST_KEY: '<secret FAST_API_KEY>', MODEL_LARGE_KEY: '<secret PROVIDER_KEY>',
    });
    expect(startOrderOf(model)).toEqual(expect.arrayContaining(['gateway after fast (healthy, implied)', 'gateway after local (healthy, implied)']));
  });

  test('has its models and settings in the order of their names, whatever the program\'s', () => {
    const models = { large: GatewayModel.hosted('openai/a'), small: GatewayModel.hosted('openai/b') };
    const [there, back] = [
      fileOf((stack) => gateway(stack, { models, settings: { a: 1, b: 2 } })),
      fileOf((stack) => gateway(stack, { models: { small: models.small, large: models.large }, settings: { b: 2, a: 1 } })),
    ];
    expect(there).toContain('model_name: "large"');
    expect(back).toBe(there);
  });

  test('calls nobody outside, if none of its models is hosted', () => {
    expect(workloadNamed(described((stack) => gateway(stack)), 'gateway').egress).toBe(false);
    expect(workloadNamed(described((stack) => gateway(stack, { models: { a: GatewayModel.hosted('openai/gpt-4o') } })), 'gateway').egress).toBe(true);
  });

  test('is asked by python, and may run several times', () => {
    expect(workloadNamed(described((stack) => gateway(stack, { replicas: 2 })), 'gateway')).toMatchObject({ replicas: 2, kind: 'service', health: { check: { kind: 'http', path: '/health/readiness', client: 'python' } } });
  });

  const keys = (stack: Stack): [GatewayModel, GatewayModel] => [
    GatewayModel.hosted('openai/a', { apiKey: new Secret(stack, 'ONE', { description: '' }) }), GatewayModel.hosted('openai/b', { apiKey: new Secret(stack, 'TWO', { description: '' }) }),
  ];

  test.each<[string, (stack: Stack) => unknown, RegExp]>([
    ['no model', (stack) => gateway(stack, { models: {} }), /an empty object/],
    ['a name with a quote', (stack) => gateway(stack, { models: { 'a"b': GatewayModel.hosted('openai/a') } }), /The name of a model is "a\\"b"/],
    ['a model with a line break', (stack) => gateway(stack, { models: { a: GatewayModel.hosted('a\nb') } }), /The model is "a\\nb"/],
    ['two keys in one variable', (stack) => { const [a, b] = keys(stack); gateway(stack, { models: { 'a-b': a, 'a.b': b } }); }, /one whose key is in a variable of its own; "a-b" has the same/],
  ])('refuses %s', (_, build, message) => {
    expect(errors(build)).toEqual([expect.stringMatching(message)]);
  });
});

test.each<[string, (stack: Stack, image: Image) => unknown, readonly string[], readonly string[]]>([
  ['Ollama', (stack, image) => ollama(stack, { image }), ['ollama/ollama:0.32.15', 'ollama/ollama:0.12.6-rocm', 'mirror.example/ollama/ollama:0.9.0'], ['ollama/ollama:latest', 'ollama/ollama:0.8.0', 'ollama/ollama:0.33.0']],
  ['vLLM', (stack, image) => vllm(stack, { image }), ['vllm/vllm-openai:v0.26.0', 'vllm/vllm-openai:v0.23.1-cu130'], ['vllm/vllm-openai:latest', 'vllm/vllm-openai:v0.11.0']],
  ['LiteLLM', (stack, image) => gateway(stack, { image }), ['ghcr.io/berriai/litellm-non_root:v1.103.2', 'ghcr.io/berriai/litellm-non_root:main-v1.81.0-stable', 'litellm/x/berriai/litellm-non_root:v1.83.0'], ['ghcr.io/berriai/litellm-non_root:main-latest', 'ghcr.io/berriai/litellm-non_root:v1.70.0']],
])('what is known of the images of %s', (_, build, known, unknown) => {
  const found = (reference: string): string[] => {
    const stack = new Stack(new App(), 'shop');
    build(stack, Image.fromReference(reference));
    return synthesize(stack).findings.filter(({ code, path: at }) => /^model\/(?:image|unknown)/.test(code) && at !== 'shop/local' || code === 'model/unknown-server-version').map(({ code }) => code);
  };
  for (const reference of known) expect(found(reference)).toEqual([]);
  for (const reference of unknown) expect(found(reference)).toContain('model/unknown-server-version');
});
