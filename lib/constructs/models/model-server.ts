import { guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Gpus } from '../container-words';
import type { DataVolumeOptions } from '../databases/data-volume';
import type { Endpoint } from '../endpoint';
import { ModelProvider, type IModelServer, type ServedModel } from '../model-provider';
import type { Publish } from '../publish';
import type { IDuration, ISize } from '../quantity';
import type { Resources } from '../resources';
import type { Secret } from '../secret';
import { Workload } from '../workload';

/** What a server that holds models itself can be told. */
export interface ModelServerProps extends DataVolumeOptions {
  /** Size of the volume for the models that Kubernetes asks for. They are fetched once, at the first start. */
  readonly storage: ISize;


  /**
   * Graphics processors that are set aside for it.
   * @default - what the server needs: see there
   */
  readonly gpus?: Gpus;

  /**
   * Runtime class of the pod, and runtime of the engine in Compose, such as `nvidia`, where graphics processors need one.
   * @default - the cluster's and the engine's own
   */
  readonly runtimeClass?: string;

  /** @default - what a small model takes: see the server */
  readonly resources?: Resources;

  /**
   * Time in which the models have to be there, fetched and loaded: until then it is not ready, and nobody who starts after it
   * starts. Kubernetes begins anew after it, with what has been fetched.
   * @default Duration.hours(1)
   */
  readonly startPeriod?: IDuration;

  /**
   * Longest silence of a response. A proxy in front waits that long.
   * @default Duration.minutes(5)
   */
  readonly requestTimeout?: IDuration;

  /**
   * Who outside the application may reach the API.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/**
 * A server of the application that runs language models behind the API of OpenAI: {@link Ollama}, {@link Vllm}, or
 * {@link LiteLlm} as a gateway to several. It is ready when its models are.
 *
 * `provider` takes the place of a hosted provider: one reference, and with it the value, the network rule and the start order.
 *
 * @example
 * const local: ModelServer = new Ollama(stack, 'ollama', { models: ['qwen3:8b'], storage: Size.gibibytes(20) });
 * new AgentService(stack, 'researcher', { image, port: 8000, modelProviders: [local.provider] });
 */
export abstract class ModelServer extends Workload implements IModelServer {
  /** The HTTP API. */
  public abstract readonly http: Endpoint;
  /** Name by which clients ask for the model; the first, if there are several. */
  public abstract readonly model: string;
  /** What clients have to give, if anything. */
  public abstract readonly apiKey?: Secret;

  /** Base URL of the API of OpenAI: `http://host:port/v1`. */
  public get apiUrl(): IValue {
    return this.http.url({ path: '/v1' });
  }

  /** The server as a provider for an agent, by the variables that OpenAI's own libraries read. */
  public get provider(): ModelProvider {
    return ModelProvider.from(this);
  }

  /** @internal */
  public _served(): ServedModel {
    const { apiUrl, model, apiKey } = this;
    return { apiUrl, model, ...(apiKey && { apiKey }) };
  }
}

guard(ModelServer);
