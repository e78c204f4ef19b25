import {
  AgentService, ApiUrl, CodeSandbox, ModelProvider, Ollama, Parameter, S3FuseVolume, S3Mount, Secret, Size, Task, Vllm, Worker, type ModelServer, type Stack,
} from 'cdk8s-compose';
import { sourceLine } from '../../lib/diagnostics/source-line';
import { lineOf } from '../diagnostics/source-lines';
import { describeRule, findingsOf, workload } from '../checks/rule-cases';
import { described, environmentOf, IMAGE } from './described';

const using = (...providers: ModelProvider[]) =>
  described((stack) => providers.forEach((provider, at) => new AgentService(stack, `agent-${at}`, { image: IMAGE, port: 8000, modelProviders: [provider] })));

test('DeepSeek has a key and an address that the operator may change', () => {
  const { workloads, secrets, parameters } = using(ModelProvider.DEEPSEEK);
  expect(environmentOf(workloads[0])).toEqual({ DEEPSEEK_API_KEY: '<secret DEEPSEEK_API_KEY>', DEEPSEEK_BASE_URL: '<parameter DEEPSEEK_BASE_URL>' });
  expect(secrets).toEqual([expect.objectContaining({ name: 'DEEPSEEK_API_KEY', optional: false, hint: 'https://platform.deepseek.com/api_keys' })]);
  expect(parameters).toEqual([expect.objectContaining({ name: 'DEEPSEEK_BASE_URL', default: 'https://api.deepseek.com' })]);
});

test('OpenAI has a key', () => {
  const { workloads, secrets, parameters } = using(ModelProvider.OPENAI);
  expect(environmentOf(workloads[0])).toEqual({ OPENAI_API_KEY: '<secret OPENAI_API_KEY>' });
  expect(secrets).toEqual([expect.objectContaining({ name: 'OPENAI_API_KEY', optional: false })]);
  expect(parameters).toEqual([]);
});

test('another provider is described by its variables', () => {
  const { secrets, parameters } = using(
    ModelProvider.of({ displayName: 'Acme', keyVariable: 'ACME_KEY', keyUrl: 'https://acme.example/keys', baseUrlVariable: 'ACME_URL', baseUrl: 'https://api.acme.example' }),
  );
  expect(secrets).toEqual([expect.objectContaining({ name: 'ACME_KEY', description: expect.stringContaining('Acme'), hint: 'https://acme.example/keys' })]);
  expect(parameters).toEqual([expect.objectContaining({ name: 'ACME_URL', default: 'https://api.acme.example', description: expect.stringContaining('Acme') })]);
});

test('an application may do without a key', () => {
  expect(using(ModelProvider.OPENAI.optional()).secrets).toEqual([expect.objectContaining({ optional: true })]);
  expect(using(ModelProvider.OPENAI).secrets).toEqual([expect.objectContaining({ optional: false })]);
});

test('a key that one agent cannot do without is required, whoever comes first', () => {
  for (const providers of [
    [ModelProvider.OPENAI, ModelProvider.OPENAI.optional()],
    [ModelProvider.OPENAI.optional(), ModelProvider.OPENAI],
  ]) {
    expect(using(...providers).secrets).toEqual([expect.objectContaining({ name: 'OPENAI_API_KEY', optional: false })]);
  }
});

test('workers and tasks have the variables that agents have, but those that the program sets itself', () => {
  const { workloads, secrets } = described((stack) => {
    const modelProviders = [ModelProvider.DEEPSEEK];
    new Worker(stack, 'indexer', { image: IMAGE, modelProviders });
    new Task(stack, 'seed', { image: IMAGE, modelProviders, env: { DEEPSEEK_BASE_URL: 'http://localhost' } });
  });
  expect(workloads.map(environmentOf)).toEqual([
    { DEEPSEEK_API_KEY: '<secret DEEPSEEK_API_KEY>', DEEPSEEK_BASE_URL: '<parameter DEEPSEEK_BASE_URL>' },
    { DEEPSEEK_API_KEY: '<secret DEEPSEEK_API_KEY>', DEEPSEEK_BASE_URL: 'http://localhost' },
  ]);
  expect(secrets.map(({ name }) => name)).toEqual(['DEEPSEEK_API_KEY']);
});

test('where to get a key is said, whoever asks for the secret first', () => {
  const { secrets } = described((stack) => {
    Secret.shared(stack, 'OPENAI_API_KEY', { description: 'Key of whatever speaks that API.', optional: true });
    new AgentService(stack, 'agent', { image: IMAGE, port: 8000, modelProviders: [ModelProvider.OPENAI] });
  });
  expect(secrets).toEqual([expect.objectContaining({ description: 'Key of whatever speaks that API.', hint: 'https://platform.openai.com/api-keys', optional: false })]);
});

const agentWith = (stack: Stack, ...modelProviders: ModelProvider[]) => new AgentService(stack, 'agent', { image: IMAGE, port: 8000, modelProviders });
const ollama = (stack: Stack, id = 'ollama'): ModelServer => new Ollama(stack, id, { models: ['qwen3:8b'], storage: Size.gibibytes(20) });
const vllm = (stack: Stack): ModelServer => new Vllm(stack, 'vllm', { model: 'Qwen/Qwen3-8B', storage: Size.gibibytes(20) });
const bucket = (stack: Stack, id: string, parameter: Parameter) => new S3FuseVolume(stack, id, { mountPath: `/${id}`, mount: S3Mount.inContainer({ bucket: parameter }) });

describeRule('model/conflicting-statements', 'a variable that a construct needs by itself does not take the place of another one', {
  broken: [
    { when: 'a hosted provider and a local one', build: (stack) => agentWith(stack, ModelProvider.OPENAI, ollama(stack).provider), at: 'shop/agent', says: ['variable OPENAI_API_KEY is the secret OPENAI_API_KEY', 'here it is "false"'] },
    { when: 'the same the other way round', build: (stack) => agentWith(stack, ollama(stack).provider, ModelProvider.OPENAI), at: 'shop/agent', says: ['OPENAI_API_KEY is "false"', 'here it is the secret OPENAI_API_KEY'] },
    { when: 'two local ones', build: (stack) => agentWith(stack, ollama(stack).provider, ollama(stack, 'small').provider), at: 'shop/agent', says: ['OPENAI_BASE_URL is "http://ollama:<http>/v1"', 'here it is "http://small:<http>/v1"'] },
    { when: 'a worker', build: (stack) => new Worker(stack, 'worker', { image: IMAGE, modelProviders: [ModelProvider.OPENAI, ollama(stack).provider] }), at: 'shop/worker', says: ['OPENAI_API_KEY'] },
    { when: 'a task', build: (stack) => new Task(stack, 'task', { image: IMAGE, modelProviders: [ModelProvider.OPENAI, ollama(stack).provider] }), at: 'shop/task', says: ['OPENAI_API_KEY'] },
    { when: 'the key of a tool', build: (stack) => new AgentService(stack, 'agent', { image: IMAGE, port: 8000, modelProviders: [ollama(stack).provider], toolKeys: ['OPENAI_API_KEY'] }), at: 'shop/agent', says: ['OPENAI_API_KEY is "false"'] },
    { when: 'the address of an API', build: (stack) => ApiUrl.runtime('https://a.example.com').addTo(workload(stack, 'web', { env: { API_URL: 'https://b.example.com' } }), 8000), at: 'shop/web', says: ['"https://b.example.com"', '"https://a.example.com"'] },
    { when: 'a sandbox', build: (stack) => new CodeSandbox(stack, 'sandbox', { templateName: 'analysis' }).useFrom(workload(stack, 'api', { env: { E2B_TIMEOUT: 5 } })), at: 'shop/api', says: ['E2B_TIMEOUT is "5"', 'the parameter E2B_TIMEOUT'] },
    {
      when: 'a bucket',
      build: (stack) => bucket(stack, 'data', new Parameter(stack, 'BUCKET', { default: 'data', description: 'Bucket.' })).mountIn(workload(stack, 'api', { command: ['serve'], env: { BUCKET: 'mine' } })),
      at: 'shop/api',
      says: ['BUCKET is "mine"', 'the parameter BUCKET'],
    },
  ],
  right: [
    { when: 'one server twice', build: (stack) => { const local = ollama(stack); agentWith(stack, local.provider, local.provider); } },
    { when: 'a key that is asked for twice', build: (stack) => agentWith(stack, ModelProvider.OPENAI, ModelProvider.OPENAI.optional()) },
    { when: 'variables of their own', build: (stack) => agentWith(stack, ModelProvider.OPENAI, ModelProvider.from(vllm(stack), { keyVariable: 'LOCAL_API_KEY', baseUrlVariable: 'LOCAL_BASE_URL' })) },
    { when: 'a word of the program', build: (stack) => new AgentService(stack, 'agent', { image: IMAGE, port: 8000, modelProviders: [ModelProvider.OPENAI, vllm(stack).provider], env: { OPENAI_API_KEY: Secret.shared(stack, 'OPENAI_API_KEY', { description: 'Key.' }) } }) },
    { when: 'two buckets with the same keys', build: (stack) => {
      const api = workload(stack, 'api', { command: ['serve'] });
      const name = new Parameter(stack, 'BUCKET', { default: 'data', description: 'Bucket.' });
      for (const id of ['in', 'out']) bucket(stack, id, name).mountIn(api);
    } },
  ],
});

test('two providers for one variable are reported at the line that names both, with what to write', () => {
  const [finding] = findingsOf((stack) => {
    const modelProviders = [ModelProvider.OPENAI, ollama(stack).provider];
    new AgentService(stack, 'agent', { image: IMAGE, port: 8000, modelProviders }); // the agent of both
  }).filter(({ severity }) => severity === 'error');
  expect(finding.fix).toContain('ModelProvider.from(local, { keyVariable, baseUrlVariable })');
  expect(sourceLine(finding.trace)).toContain(lineOf(__filename, 'the agent of both'));
});
