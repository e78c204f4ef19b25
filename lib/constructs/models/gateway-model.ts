import { guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { servedBy, type IModelServer, type ServedModel } from '../model-provider';
import type { Secret } from '../secret';

/** How a gateway reaches a hosted model. */
export interface HostedModelOptions {
  /**
   * Key of the provider.
   * @default - none: the gateway finds it in the variable that the provider's own libraries read, such as `OPENAI_API_KEY`
   */
  readonly apiKey?: Secret;

  /**
   * Base URL of the API.
   * @default - the provider's own
   */
  readonly baseUrl?: string | IValue;
}

/**
 * Where a {@link LiteLlm} finds a model.
 *
 * @example
 * GatewayModel.hosted('anthropic/claude-sonnet-4-5', { apiKey: new Secret(stack, 'ANTHROPIC_API_KEY', { description: 'Key of Anthropic.' }) })
 */
export class GatewayModel {
  /** The model of a server of the application. */
  public static from(server: IModelServer | ServedModel): GatewayModel {
    const { model, apiUrl, apiKey } = servedBy(server);
    return new GatewayModel({ model: `openai/${model}`, baseUrl: apiUrl, isHosted: false, ...(apiKey && { apiKey }) });
  }

  /** @param model as LiteLLM calls it, with the provider in front: `openai/gpt-4o` */
  public static hosted(model: string, options: HostedModelOptions = {}): GatewayModel {
    return new GatewayModel({ model, isHosted: true, ...options });
  }

  private constructor(
    /** @internal */
    public readonly _at: HostedModelOptions & { readonly model: string; readonly isHosted: boolean },
  ) {}
}

guard(GatewayModel);
