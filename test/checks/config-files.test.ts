import { ConfigFile, ContentEncoding, Parameter, Publish, Secret, text } from 'cdk8s-compose';
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

const withMode = (mode: number): Build => (stack) => new ConfigFile(stack, 'start', { content: '', mode });
const bytes = (content: string): Build => (stack) => new ConfigFile(stack, 'logo', { content, encoding: ContentEncoding.BASE64 });

describeRule('model/invalid-operation', 'a config file has a mode, and bytes, that both targets can give it', {
  broken: [
    { when: 'a decimal that was meant as octal', build: withMode(755), at: 'shop/start', says: ['Mode is 755', 'such as 0o755, and this is 1363'] },
    { when: 'a negative one', build: withMode(-1), at: 'shop/start', says: ['and this is -1'] },
    { when: 'a script that its owner alone may execute', build: withMode(0o744), at: 'shop/start', says: ['who can execute it only if everyone may: 0o755, and this is 0o744'] },
    { when: 'no base64', build: bytes('hello world'), at: 'shop/logo', says: ['Content is "hello world"', 'base64 on one line'] },
    { when: 'base64 on two lines', build: bytes('//4=\n'), at: 'shop/logo', says: ['base64 on one line, with its padding'] },
    { when: 'the start of something long', build: bytes('?'.repeat(50)), at: 'shop/logo', says: [`"${'?'.repeat(20)}..."`] },
  ],
  right: [{ when: 'a script', build: withMode(0o755) }, { when: 'a private file', build: withMode(0o400) }, { when: 'bytes', build: bytes('//4=') }, { when: 'no bytes', build: bytes('') }],
});

describeRule('model/config-too-large', 'bytes fit into a ConfigMap once they are decoded', {
  broken: [{ when: 'one too many', build: bytes(Buffer.alloc(LARGEST + 1).toString('base64')), at: 'shop/logo', says: [String(LARGEST + 1)] }],
  right: [{ when: 'the largest size, which is larger in base64', build: bytes(Buffer.alloc(LARGEST).toString('base64')) }],
});

describeRule('model/config-value', 'bytes have no values in them', {
  broken: [{ when: 'a host', build: (stack) => new ConfigFile(stack, 'logo', { content: workload(stack, 'peer').addEndpoint('http', { port: 80 }).host, encoding: ContentEncoding.BASE64 }), at: 'shop/logo', says: ['a value inside of base64'] }],
  right: [{ when: 'none', build: bytes('//4=') }],
});
