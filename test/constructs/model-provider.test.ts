import { AgentService, ModelProvider, Secret, Task, Worker } from 'cdk8s-compose';
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
