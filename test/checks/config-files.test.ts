import { ConfigFile, Parameter, Publish, Secret, text } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const LARGEST = 1_000_000;
const holding = (content: string): Build => (stack) => new ConfigFile(stack, 'rules', { content });

describeRule('model/config-too-large', 'a config file fits into a ConfigMap', {
  broken: [
    { when: 'one byte too many', build: holding('x'.repeat(LARGEST + 1)), at: 'shop/rules', says: [String(LARGEST + 1)] },
    { when: 'characters that take several bytes', build: holding('ä'.repeat(LARGEST / 2 + 1)), at: 'shop/rules', says: [String(LARGEST + 2)] },
  ],
  right: [{ when: 'the largest size', build: holding('x'.repeat(LARGEST)) }, { when: 'an empty file', build: holding('') }],
});

describeRule('model/config-value', 'a config file is known at synthesis', {
  broken: [
    {
      when: 'a parameter',
      build: (stack) => new ConfigFile(stack, 'rules', { content: text`level=${new Parameter(stack, 'LEVEL', { default: '1', description: '' })}` }),
      at: 'shop/rules',
      says: ['the parameter LEVEL'],
    },
    {
      when: 'a secret',
      build: (stack) => new ConfigFile(stack, 'rules', { content: new Secret(stack, 'KEY', { description: '' }) }),
      at: 'shop/rules',
      says: ['the secret KEY'],
    },
    {
      when: 'the port of the Compose host, which the operator may move',
      build: (stack) => {
        const { publishedPort } = workload(stack, 'peer').addEndpoint('http', { port: 80, publish: Publish.onLoopback(8080) });
        new ConfigFile(stack, 'rules', { content: text`http://localhost:${publishedPort}` });
      },
      at: 'shop/rules',
      says: ['a published port'],
    },
  ],
  right: [
    {
      when: 'hosts and ports',
      build: (stack) => new ConfigFile(stack, 'rules', { content: text`peer=${workload(stack, 'peer').addEndpoint('http', { port: 80 }).authority}` }),
    },
  ],
});
