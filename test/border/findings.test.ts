import {
  acknowledge, AgentService, App, Duration, Endpoint, FrontendNginx, GatewayModel, HealthProbe, Image, LiteLlm, ModelProvider, Ollama, Parameter, Publish, Redis, Route, S3FuseVolume, S3Mount, Secret, Size, Stack,
  SynthesisError, text, Volume, Workload, type AgentServiceProps, type EnvValue, type LiteLlmProps, type OllamaProps, type WorkloadProps,
} from 'cdk8s-compose';
import { ApiObject, Chart, App as Cdk8sApp, Size as Cdk8sSize } from 'cdk8s';
import { EnvValue as Cdk8sPlusEnvValue } from 'cdk8s-plus-28';
import { synthesize } from 'cdk8s-compose/testing';
import { lineOf } from '../diagnostics/source-lines';

const image = Image.fromReference('example/app:1.0.0');

function shop(): Stack {
  return new Stack(new App(), 'shop');
}

function errorsOf(stack: Stack): { readonly code: string; readonly path: string; readonly message: string; readonly fix: string }[] {
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, path, message, fix }) => ({ code, path, message, fix }));
}

/** The one error that a workload has with properties that no compiler has seen. */
function errorWith(props: object): { readonly code: string; readonly path: string; readonly message: string; readonly fix: string } {
  const stack = shop();
  new Workload(stack, 'api', { image, ...props } as WorkloadProps);
  const errors = errorsOf(stack);
  expect(errors).toHaveLength(1);
  expect(errors[0].path).toBe('shop/api');
  return errors[0];
}

describe('a variable', () => {
  test.each<[string, unknown, string, string]>([
    ['undefined', undefined, '"env.A" is undefined', 'process.env.NAME ?? "text"'],
    ['null', null, '"env.A" is null', 'process.env.NAME ?? "text"'],
    ['no number', Number('x'), '"env.A" is NaN', 'Number(process.env.PORT ?? 8080)'],
    ['an infinite number', Infinity, '"env.A" is Infinity', 'Correct the calculation'],
    ['a date', new Date(0), '"env.A" is a Date', 'toISOString()'],
    ['a promise', Promise.resolve('x'), '"env.A" is a Promise', 'Await it'],
    ['a list', ['a', 'b'], '"env.A" is a list of 2', 'join(",")'],
    ['a function', () => 'x', '"env.A" is a function', 'Call it'],
    ['an object', { a: 1 }, '"env.A" is an object with a', 'JSON.stringify'],
    ['a value of cdk8s-plus', Cdk8sPlusEnvValue.fromValue('x'), '"env.A" is an EnvValue', 'Give the text itself'],
    ['a bigint', 5n, '"env.A" is the bigint 5n', 'String(value)'],
    ['an endpoint', new Redis(shop(), 'redis').endpoint, '"env.A" is the Endpoint redis', 'url()'],
  ])('that is %s is an error', (_, value, says, fix) => {
    expect(errorWith({ env: { A: value } })).toMatchObject({ code: 'model/invalid-value', message: expect.stringContaining(says), fix: expect.stringContaining(fix) });
  });

  test('that is added later is guarded too, at the line that adds it', () => {
    const stack = shop();
    const api = new Workload(stack, 'api', { image });
    api.addEnv('A', undefined as unknown as EnvValue); // added later
    const [rendered] = synthesize(stack).rendered.filter((each) => each.startsWith('error'));
    expect(rendered).toContain(`error model/invalid-value at shop/api (${lineOf(__filename, 'added later')}:`);
    expect(rendered).toContain('"value" of addEnv() is undefined');
  });

  test('whose name came about by accident is an error', () => {
    expect(errorWith({ env: { [String(undefined)]: 'x' } })).toMatchObject({ code: 'model/accidental-text', message: expect.stringContaining('"env, a key" is "undefined"') });
  });
});

describe('what comes about by accident in a text', () => {
  const NOPE = undefined;

  test.each<[string, object, string]>([
    ['an image', { image: Image.fromReference(`x/y:${NOPE}`) }, '"reference" of Image.fromReference() is "x/y:undefined"'],
    ['a variable', { env: { URL: `http://${NOPE}/v1` } }, '"env.URL" is "http://undefined/v1"'],
    ['a word', { command: ['--port', String(Number(NOPE))] }, '"command[1]" is "NaN"'],
    ['an object in a word', { command: [`--config=${{}}`] }, '"command[0]" is "--config=[object Object]"'],
    ['a path', { workingDirectory: `/srv/${NOPE}` }, '"workingDirectory" is "/srv/undefined"'],
  ])('is an error: %s', (_, props, says) => {
    expect(errorWith(props)).toMatchObject({ code: 'model/accidental-text', message: expect.stringContaining(says) });
  });

  test('may be acknowledged, for it may be meant', () => {
    const stack = shop();
    acknowledge(new Workload(stack, 'api', { image, command: ['ld', '-undefined', 'dynamic_lookup'] }), 'model/accidental-text', 'an option of the linker');
    expect(errorsOf(stack)).toEqual([]);
  });

  test('is kept as it is, once that is acknowledged', () => {
    const stack = shop();
    const meant = Image.fromReference('x/y:undefined');
    acknowledge(new Workload(stack, 'api', { image: meant, env: { A: text`${'a:NaN'}` } }), 'model/accidental-text', 'a tag like any other');
    expect(errorsOf(stack)).toEqual([]);
    expect(synthesize(stack).compose?.services.api).toMatchObject({ image: 'x/y:undefined', environment: { A: 'a:NaN' } });
  });

  test.each(['undefined behaviour is avoided', 'typeof x === "undefined"', 'a NaN is no number', 'Nan', 'undefinedValue', '.NaN'])('is not seen in %j', (value) => {
    const stack = shop();
    new Workload(stack, 'api', { image, env: { A: value } });
    expect(errorsOf(stack)).toEqual([]);
  });

  test('is seen in text`...`, where the part has its own line', () => {
    const stack = shop();
    const redis = new Redis(stack, 'redis');
    new Workload(stack, 'api', { image, env: { A: text`${redis.host}:${NOPE as unknown as EnvValue}` } });
    expect(errorsOf(stack)).toEqual([expect.objectContaining({ code: 'model/invalid-value', path: 'shop/api', message: 'The value of "values[1]" of text() is undefined.' })]);
  });
});

describe('an object of ours in a template string', () => {
  const stack = shop();
  const workload = new Workload(stack, 'peer', { image });
  const endpoint: Endpoint = workload.addEndpoint('http', { port: 80 });
  const volume = new Volume(stack, 'data', { size: Size.gibibytes(1) });

  test.each<[string, unknown, string]>([
    ['an endpoint', endpoint, 'Endpoint http'],
    ['a workload', workload, 'Workload shop/peer'],
    ['a volume', volume, 'Volume shop/data'],
    ['an image', image, 'Image'],
    ['a size', Size.mebibytes(5), 'Size'],
    ['a duration', Duration.seconds(5), 'Duration'],
    ['a stack', stack, 'Stack shop'],
    ['a model provider', ModelProvider.OPENAI, 'ModelProvider'],
    ['a probe', HealthProbe.fromCommand(['true']), 'HealthProbe'],
  ])('is an error where it is used: %s', (_, value, name) => {
    expect(errorWith({ env: { A: `http://${value}/v1` } })).toMatchObject({ code: 'model/stringified-value', message: expect.stringContaining(`The ${name} in "env.A" was turned into a string`) });
    expect(errorWith({ env: { A: JSON.stringify({ value }) } }).code).toBe('model/stringified-value');
  });

  test('is an error in what is written by hand, too', () => {
    const made = shop();
    const api = new Workload(made, 'api', { image });
    api.kubernetes.customize(({ controller }) => { controller.metadata!.annotations = { peer: `${endpoint}` }; });
    api.compose.customize((service) => { service.labels = { peer: `${volume}` }; });
    made.compose.addFragment({ services: { other: { image: `${image}`, networks: ['api'] } } });
    new ApiObject(made, 'raw', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'raw' }, data: { peer: `${workload}` } } as never);
    expect(errorsOf(made).map(({ code, path }) => `${code} ${path}`)).toEqual(['shop', 'shop/api', 'shop/api', 'shop/raw'].map((path) => `model/stringified-value ${path}`));
  });

  test('may be logged', () => {
    expect(`made ${endpoint}`).toBe('made [Endpoint http of cdk8s-compose, not text]');
    expect(errorsOf(stack)).toEqual([]);
  });
});

describe('a value of another type', () => {
  test.each<[string, object, string, string]>([
    ['text for an image', { image: 'a:1' }, '"image" is the text "a:1"', "Image.fromReference('a:1')"],
    ['text for a command', { command: 'run me' }, '"command" is the text "run me"', "['run', 'me']"],
    ['text for a mount', { mounts: { '/a': './data' } }, '"mounts["/a"]" is the text "./data"', 'SourceDirectory.at('],
    ['a number for a time', { stopGracePeriod: 30 }, '"stopGracePeriod" is 30', 'Duration.seconds(30)'],
    ['text for a size', { sharedMemory: '5Gi' }, '"sharedMemory" is the text "5Gi"', 'Size.gibibytes(5)'],
    ['an object for a probe', { health: { path: '/x' } }, '"health" is an object with path', 'Correct'],
    ['text for a kind', { kind: 'Stateful' }, '"kind" is the text "Stateful"', 'WorkloadKind.STATEFUL'],
    ['text for a number', { replicas: '3' }, '"replicas" is the text "3"', 'Write it as a number: 3.'],
    ['a size of cdk8s that is no whole number of KiB', { sharedMemory: { toKibibytes: () => Cdk8sSize.kibibytes(1).toMebibytes() } }, '"sharedMemory" is an object with toKibibytes', 'whole number of KiB'],
  ])('is an error: %s', (_, props, says, fix) => {
    expect(errorWith(props)).toMatchObject({ code: 'model/invalid-value', message: expect.stringContaining(says), fix: expect.stringContaining(fix) });
  });

  test.each<[string, () => object, string]>([
    ['an interval', () => ({ health: HealthProbe.fromCommand(['true'], { interval: '30s' as never }) }), '"interval" of HealthProbe.fromCommand() is the text "30s"'],
    ['a path', () => ({ health: HealthProbe.fromHttpGet(5 as never, {} as never) }), '"path" of HealthProbe.fromHttpGet() is 5'],
  ])('is an error where what was made of it is used: %s', (_, props, says) => {
    const stack = shop();
    new Workload(stack, 'api', { image, ...props() });
    expect(errorsOf(stack)).toContainEqual(expect.objectContaining({ code: 'model/invalid-value', path: 'shop/api', message: expect.stringContaining(says) }));
  });

  test('is reported once, however many constructs it goes through', () => {
    const stack = shop();
    new Redis(stack, 'redis', { storage: Size.gibibytes('x' as never), persistent: true });
    new FrontendNginx(stack, 'web', { image, routes: [Route.proxy('/api', undefined as never)], publish: Publish.atHost(undefined as never) });
    expect(errorsOf(stack).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'shop/redis: The value of "amount" of Size.gibibytes() is the text "x".',
      'shop/web: The value of "host" of Publish.atHost() is undefined.',
      'shop/web: The value of "to" of Route.proxy() is undefined.',
    ]);
  });

  test('for the scope ends the program, with a finding and not with a stack of JavaScript', () => {
    expect(() => new Workload(undefined as never, 'api', { image })).toThrow(SynthesisError);
    expect(() => new Workload(undefined as never, 'api', { image })).toThrow(/error model\/invalid-value at the app \(.*findings\.test\.ts:\d+:\d+\)\n {2}The value of "scope" of new Workload\(\) is undefined\./);
    expect(() => acknowledge(undefined as never, 'model/accidental-text', 'x')).toThrow('The value of "construct" of acknowledge() is undefined.');
  });
});

describe('an unknown property', () => {
  test.each<[string, object, string]>([
    ['mount', { mount: {} }, 'Did you mean "mounts"?'],
    ['environment', { environment: {} }, 'Did you mean "env"?'],
    ['replica', { replica: 2 }, 'Did you mean "replicas"?'],
    ['ports', { ports: [80] }, 'call addEndpoint(name, { port })'],
    ['healthcheck', { healthcheck: {} }, 'Did you mean "health"?'],
    ['volumes', { volumes: [] }, 'Did you mean "mounts"?'],
    ['stop_grace_period', { stop_grace_period: '5s' }, 'Did you mean "stopGracePeriod"?'],
    ['depends_on', { depends_on: [] }, 'call startAfter(other)'],
    ['colour', { colour: 'red' }, 'Remove it'],
  ])('is an error that names what was meant: %s', (name, props, fix) => {
    expect(errorWith(props)).toMatchObject({ code: 'model/unknown-property', message: `There is no property "${name}": what it says would be lost.`, fix: expect.stringContaining(fix) });
  });

  test('is found in properties of properties', () => {
    expect(errorWith({ resources: { memory: { limits: Size.gibibytes(1) } } })).toMatchObject({ message: expect.stringContaining('"resources.memory.limits"'), fix: 'Did you mean "resources.memory.limit"?' });
  });

  test('may be one of a class of the user\'s own, which passes its properties on', () => {
    interface ApiProps extends WorkloadProps {
      readonly colour: string;
    }
    class Api extends Workload {
      public constructor(scope: Stack, id: string, props: ApiProps) {
        super(scope, id, props);
      }
    }
    const stack = shop();
    new Api(stack, 'api', { image, colour: 'red' });
    expect(errorsOf(stack)).toEqual([]);
    new Api(stack, 'other', { image: 'a:1' as never, colour: 'red' });
    expect(errorsOf(stack)).toEqual([expect.objectContaining({ code: 'model/invalid-value', path: 'shop/other' })]);
  });
});

describe('a construct in no stack', () => {
  test('is an error: in the app', () => {
    const app = new App();
    new Stack(app, 'shop');
    new Redis(app, 'lost');
    expect(thrownBy(() => app.synthYaml())).toContain('error model/lost-construct at lost (');
    expect(thrownBy(() => app.synthYaml())).toMatch(/^1 error,/);
  });

  test('is an error: in a chart of cdk8s', () => {
    const app = new App();
    new Workload(new Chart(app, 'chart'), 'lost', { image });
    Secret.shared(app, 'KEY', { description: '' });
    new Parameter(app, 'LEVEL', { description: '' });
    expect(thrownBy(() => app.synthYaml()).match(/error model\/lost-construct at \S+/g)).toEqual(['KEY', 'LEVEL', 'chart/lost'].map((path) => `error model/lost-construct at ${path}`));
  });

  test('stops an app of cdk8s, too', () => {
    const app = new Cdk8sApp();
    new Workload(app, 'lost', { image });
    expect(() => app.synth()).toThrow('The Workload lost is in no Stack');
  });
});

test('functions that throw when they are asked are an error of the construct', () => {
  const stack = shop();
  new Workload(stack, 'api', { image, env: { A: { _toExpression: () => { throw new Error('not today'); } } as never } });
  expect(errorsOf(stack)).toEqual([expect.objectContaining({ code: 'model/undescribed', path: 'shop/api', message: 'It cannot be described: not today.' })]);
});

test('what is acknowledged for the app holds for each of its stacks, also by itself', () => {
  const app = new App();
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image, env: { API_TOKEN: 'abcdef' } });
  acknowledge(app, 'model/plain-secret', 'of a test server');
  acknowledge(app, 'compose/liveness', 'meant for another stack');
  expect(errorsOf(stack)).toEqual([]);
  expect(synthesize(stack).findings.filter(({ code }) => code === 'model/unused-acknowledgement')).toEqual([]);
  expect(() => stack.toJson()).not.toThrow();
});

function thrownBy(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('the port of an endpoint that somebody is to choose', () => {
  const chosen = (make: (stack: Stack) => unknown): { readonly code: string; readonly message: string; readonly fix: string } => {
    const stack = shop();
    const port = make(stack);
    new Workload(stack, 'api', { image }).addEndpoint('http', { port: port as number });
    const errors = errorsOf(stack);
    expect(errors.map(({ path }) => path)).toEqual(['shop/api']);
    return errors[0];
  };

  test.each<[string, (stack: Stack) => unknown, string]>([
    ['a parameter', (stack) => new Parameter(stack, 'PORT', { default: '8080', description: 'The port.' }), 'is the Parameter shop/PORT'],
    ['text with a parameter', (stack) => text`${new Parameter(stack, 'PORT', { default: '8080', description: 'The port.' })}`, 'is a TextValue'],
    ['a variable as a Compose file has it', () => '${PORT:-8080}', 'is the text "${PORT:-8080}"'],
  ])('%s: the finding says why, and what can be chosen', (_, make, message) => {
    const error = chosen(make);
    expect([error.code, error.message]).toEqual(['model/invalid-value', expect.stringContaining(`"port" of addEndpoint() ${message}`)]);
    expect(error.fix).toContain('the Service, its NetworkPolicy, the probes and all peers need one number');
    expect(error.fix).toContain("What the operator may choose is the port of the host: publish: Publish.onHostPort(8080, { variable: 'PORT' }).");
  });

  test('a number in quotation marks is only that', () => {
    expect(chosen(() => '8080').fix).toBe('Write it as a number: 8080.');
  });

  test('the port of the host is given with the variable by which it is chosen', () => {
    const stack = shop();
    const port = new Parameter(stack, 'PORT', { default: '8080', description: 'The port.' });
    new Workload(stack, 'api', { image }).addEndpoint('http', { port: 80, publish: Publish.onHostPort(port as never) });
    expect(errorsOf(stack).map(({ fix }) => fix)).toEqual(["Write the number that it has unless the operator says otherwise, and the variable by which he does: Publish.onHostPort(8080, { variable: 'PORT' })."]);
  });
});

describe('what is proposed', () => {
  const fixesOf = (build: (stack: Stack) => unknown): string[] => {
    const stack = shop();
    build(stack);
    return errorsOf(stack).map(({ fix }) => fix);
  };

  test('in place of an unknown property is none that is given, but one that is missing', () => {
    const fixes = fixesOf((stack) => new Ollama(stack, 'ollama', { models: ['qwen3:8b'], modelStorage: Size.gibibytes(20) } as unknown as OllamaProps));
    expect(fixes).toContain('Did you mean "storage"?');
    expect(fixes.join()).not.toContain('"models"');
  });

  test('is a property that is not given already, however near another one is', () => {
    expect(fixesOf((stack) => new Workload(stack, 'api', { image, env: {}, envs: {} } as unknown as WorkloadProps))).toEqual(['Remove it; nothing would be done with it.']);
    expect(fixesOf((stack) => new Workload(stack, 'api', { image, envs: {} } as unknown as WorkloadProps))).toEqual(['Did you mean "env"?']);
  });

  const ollama = (stack: Stack): unknown => new Ollama(stack, 'ollama', { models: ['qwen3:8b'], storage: Size.gibibytes(20) });
  const secret = (stack: Stack): unknown => new Secret(stack, 'KEY', { description: 'Key.' });
  const parameter = (stack: Stack): unknown => new Parameter(stack, 'LEVEL', { default: '1', description: 'Level.' });

  test.each<[string, (stack: Stack) => unknown, string]>([
    ['a secret that is mounted', (stack) => new Workload(stack, 'api', { image, mounts: { '/run/key': secret(stack) } } as WorkloadProps), 'secret.asFile()'],
    ['a secret that is mounted later', (stack) => new Workload(stack, 'api', { image }).addMount('/run/key', secret(stack) as never), 'secret.asFile()'],
    ['a parameter that is mounted', (stack) => new Workload(stack, 'api', { image, mounts: { '/run/level': parameter(stack) } } as WorkloadProps), 'new ConfigFile('],
    ['a bucket that is mounted', (stack) => new Workload(stack, 'api', { image, mounts: { '/data': new S3FuseVolume(stack, 'data', { mountPath: '/data', mount: S3Mount.csiDynamic({ storageClass: 'fast' }) }) } } as unknown as WorkloadProps), 'bucket.mountIn(workload)'],
    ['a server for a provider', (stack) => new AgentService(stack, 'agent', { image, port: 8000, modelProviders: [ollama(stack)] } as AgentServiceProps), 'local.provider'],
    ['a server for a model of a gateway', (stack) => new LiteLlm(stack, 'gateway', { models: { small: ollama(stack) } } as LiteLlmProps), 'GatewayModel.from(local)'],
    ['a parameter for a secret', (stack) => new LiteLlm(stack, 'gateway', { models: { large: GatewayModel.hosted('openai/gpt-4o') }, masterKey: parameter(stack) } as LiteLlmProps), 'new Secret('],
  ])('for %s is what it has of it', (_, build, fix) => {
    expect(fixesOf(build)).toEqual([expect.stringContaining(fix)]);
  });

  test.each<[string, (stack: Stack) => unknown, string, string]>([
    ['Ollama', (stack) => new Ollama(stack, 'local', { models: [], storage: Size.gibibytes(20) }), 'The value of "models" is an empty list.', "models: ['qwen3:8b']"],
    ['LiteLLM', (stack) => new LiteLlm(stack, 'local', { models: {} }), 'The value of "models" is an empty object.', 'GatewayModel.hosted('],
  ])('for no models of %s is how to name one', (_, build, message, fix) => {
    const stack = shop();
    build(stack);
    expect(errorsOf(stack)).toEqual([{ code: 'model/invalid-value', path: 'shop/local', message, fix: expect.stringContaining(fix) }]);
  });

  test.each<[string, object, string]>([
    ['words of a command', { command: [undefined] }, 'The value of "command[0]" is undefined.'],
    ['a hook', { preStop: [{ sleep: 5 }] }, 'The value of "preStop[0].sleep" is 5.'],
  ])('for %s of which nothing is right is nothing more, either', (_, props, message) => {
    expect(errorWith(props).message).toBe(message);
  });

  test('for models of which none is right is nothing more than what is wrong with them', () => {
    const stack = shop();
    new Ollama(stack, 'local', { models: [undefined as unknown as string], storage: Size.gibibytes(20) });
    expect(errorsOf(stack).map(({ message }) => message)).toEqual(['The value of "models[0]" is undefined.']);
  });
});
