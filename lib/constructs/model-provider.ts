import type { Construct } from 'constructs';
import { guard } from '../border/guard';
import { reportMeaningless } from './meaningless';
import { Parameter } from './parameter';
import { Secret } from './secret';
import type { EnvValue } from './value';
import type { Workload } from './workload';
import type { OnStack } from '../model/trace';
import type { IValue } from '../model/value';

/** How a provider is called, and how its API is reached. */
export interface ModelProviderOptions {
  /** Shown to the operator: `DeepSeek`. */
  readonly displayName: string;

  /** Variable that holds the key: `DEEPSEEK_API_KEY`. */
  readonly keyVariable: string;

  /** Where to get a key. */
  readonly keyUrl: string;

  /**
   * Variable that holds the address of the API.
   * @default - the client library's own address cannot be changed
   */
  readonly baseUrlVariable?: string;

  /**
   * Address of the API unless the operator gives another. Only with `baseUrlVariable`.
   * @default - none: the variable is not set until the operator gives one
   */
  readonly baseUrl?: string;
}

/**
 * What clients have to know of a model: enough for a server of which there is no construct.
 *
 * @example
 * const tgi = new Workload(stack, 'tgi', { image }).addEndpoint('http', { port: 80 });
 * ModelProvider.from({ apiUrl: tgi.url({ path: '/v1' }), model: 'tgi' });
 */
export interface ServedModel {
  /** Base URL of the API, with `/v1`. */
  readonly apiUrl: IValue;
  /** Name by which clients ask for the model. */
  readonly model: string;
  /** What clients have to give, if anything. */
  readonly apiKey?: Secret;
}

/** Something in the application that answers as OpenAI does. */
export interface IModelServer {
  /** @internal */
  _served(): ServedModel;
}

/** How an application is told of a model server. */
export interface ModelServerVariables {
  /**
   * Variable that holds the key. Client libraries ask for one also where the server does not: then it is `false`.
   * @default 'OPENAI_API_KEY'
   */
  readonly keyVariable?: string;

  /**
   * Variable that holds the address of the API.
   * @default 'OPENAI_BASE_URL'
   */
  readonly baseUrlVariable?: string;

  /**
   * Variable that holds the name of the model, such as `OPENAI_MODEL`.
   * @default - none: the application knows what it asks for
   */
  readonly modelVariable?: string;
}

/**
 * A service that runs language models: its key as a secret, its address as a parameter. Agents of one stack that use
 * the same provider share both.
 *
 * @example
 * new AgentService(stack, 'agent', { image, port: 8000, modelProviders: [ModelProvider.DEEPSEEK] });
 * @example
 * const local = new Ollama(stack, 'ollama', { models: ['qwen3:8b'], storage: Size.gibibytes(20) });
 * new AgentService(stack, 'agent', { image, port: 8000, modelProviders: [ModelProvider.from(local, { modelVariable: 'OPENAI_MODEL' })] });
 */
export class ModelProvider {
  /** `DEEPSEEK_API_KEY`, and `DEEPSEEK_BASE_URL` for its address. */
  public static readonly DEEPSEEK = ModelProvider.of({
    displayName: 'DeepSeek',
    keyVariable: 'DEEPSEEK_API_KEY',
    keyUrl: 'https://platform.deepseek.com/api_keys',
    baseUrlVariable: 'DEEPSEEK_BASE_URL',
    baseUrl: 'https://api.deepseek.com',
  });

  /** `OPENAI_API_KEY`. */
  public static readonly OPENAI = ModelProvider.of({
    displayName: 'OpenAI',
    keyVariable: 'OPENAI_API_KEY',
    keyUrl: 'https://platform.openai.com/api-keys',
  });

  /** A provider that is not listed here. */
  public static of(options: ModelProviderOptions): ModelProvider {
    return new ModelProvider((scope, isOptional) => hosted(options, scope, isOptional));
  }

  /** A model server of the application: the same variables as of a hosted one, whose values are its own. */
  public static from(server: IModelServer | ServedModel, variables: ModelServerVariables = {}): ModelProvider {
    const { keyVariable = 'OPENAI_API_KEY', baseUrlVariable = 'OPENAI_BASE_URL', modelVariable } = variables;
    const { apiKey, apiUrl, model } = servedBy(server);
    return new ModelProvider(() => ({ [keyVariable]: apiKey ?? false, [baseUrlVariable]: apiUrl, ...(modelVariable !== undefined && { [modelVariable]: model }) }));
  }

  private constructor(
    private readonly variablesFor: (scope: Construct, isOptional: boolean) => Record<string, EnvValue>,
    private readonly isOptional = false,
  ) {}

  /** The same provider for an application that also runs without its key. */
  public optional(): ModelProvider {
    return new ModelProvider(this.variablesFor, true);
  }

  /** @internal */
  public _variables(scope: Construct): Record<string, EnvValue> {
    return this.variablesFor(scope, this.isOptional);
  }
}

guard(ModelProvider);

/** What clients have to know of a server, or what is said of it. */
export function servedBy(server: IModelServer | ServedModel): ServedModel {
  return '_served' in server ? server._served() : server;
}

/** Gives a workload the variables of its providers; what the program itself says of a variable stays. */
export function tellProviders(workload: Workload, providers: readonly ModelProvider[] = [], env: { readonly [name: string]: EnvValue } = {}, below: OnStack): void {
  for (const [name, value] of providers.flatMap((provider) => Object.entries(provider._variables(workload)))) {
    if (!Object.hasOwn(env, name)) workload._addOwnEnv(name, value, below, OTHER_VARIABLES);
  }
}

const OTHER_VARIABLES =
  'Give one of the two providers variables of its own, which the program reads: ModelProvider.from(local, { keyVariable, baseUrlVariable }), or for a hosted one ModelProvider.of({ keyVariable, baseUrlVariable, ... }). '
  + 'If only one is meant, leave the other out, or say in `env` what the variable is.';

function hosted({ displayName, keyVariable, keyUrl, baseUrlVariable, baseUrl }: ModelProviderOptions, scope: Construct, optional: boolean): Record<string, EnvValue> {
  const key = Secret.shared(scope, keyVariable, { description: `Key for the ${displayName} API.`, hint: keyUrl, optional });
  if (baseUrlVariable === undefined) {
    if (baseUrl !== undefined) reportMeaningless(scope, `the baseUrl of ${displayName}`, 'without baseUrlVariable nobody is told', hosted);
    return { [keyVariable]: key };
  }
  const address = Parameter.shared(scope, baseUrlVariable, { ...(baseUrl !== undefined && { default: baseUrl }), description: `Base URL of the ${displayName} API.` });
  return { [keyVariable]: key, [baseUrlVariable]: address };
}
