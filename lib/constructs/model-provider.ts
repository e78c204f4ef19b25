import type { Construct } from 'constructs';
import { guard } from '../border/guard';
import { reportMeaningless } from './meaningless';
import { Parameter } from './parameter';
import { Secret } from './secret';
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
 * A service that runs language models: its key as a secret, its address as a parameter. Agents of one stack that use
 * the same provider share both.
 *
 * @example
 * new AgentService(stack, 'agent', { image, port: 8000, modelProviders: [ModelProvider.DEEPSEEK] });
 */
export class ModelProvider {
  /** `DEEPSEEK_API_KEY`, and `DEEPSEEK_BASE_URL` for its address. */
  public static readonly DEEPSEEK = new ModelProvider({
    displayName: 'DeepSeek',
    keyVariable: 'DEEPSEEK_API_KEY',
    keyUrl: 'https://platform.deepseek.com/api_keys',
    baseUrlVariable: 'DEEPSEEK_BASE_URL',
    baseUrl: 'https://api.deepseek.com',
  });

  /** `OPENAI_API_KEY`. */
  public static readonly OPENAI = new ModelProvider({
    displayName: 'OpenAI',
    keyVariable: 'OPENAI_API_KEY',
    keyUrl: 'https://platform.openai.com/api-keys',
  });

  /** A provider that is not listed here. */
  public static of(options: ModelProviderOptions): ModelProvider {
    return new ModelProvider(options);
  }

  private constructor(
    private readonly options: ModelProviderOptions,
    private readonly isOptional = false,
  ) {}

  /** The same provider for an application that also runs without its key. */
  public optional(): ModelProvider {
    return new ModelProvider(this.options, true);
  }

  /** @internal */
  public _variables(scope: Construct): Record<string, IValue> {
    const { displayName, keyVariable, keyUrl, baseUrlVariable, baseUrl } = this.options;
    const key = Secret.shared(scope, keyVariable, { description: `Key for the ${displayName} API.`, hint: keyUrl, optional: this.isOptional });
    if (baseUrlVariable === undefined) {
      if (baseUrl !== undefined) reportMeaningless(scope, `the baseUrl of ${displayName}`, 'without baseUrlVariable nobody is told', this._variables);
      return { [keyVariable]: key };
    }
    const address = Parameter.shared(scope, baseUrlVariable, { ...(baseUrl !== undefined && { default: baseUrl }), description: `Base URL of the ${displayName} API.` });
    return { [keyVariable]: key, [baseUrlVariable]: address };
  }
}

guard(ModelProvider);
