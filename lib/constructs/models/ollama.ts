import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import { dataVolume } from '../databases/data-volume';
import { reportUnknownVersion, withFacts } from '../databases/known-image';
import { checkNotEmpty, checkSetting, checkWhole, modelNameRule } from '../databases/server-rules';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import { Duration, Size, type IDuration } from '../quantity';
import { WorkloadKind } from '../workload';
import { ModelServer, type ModelServerProps } from './model-server';
import { OLLAMA_IMAGE } from './ollama-facts';
import { OLLAMA_HEALTH, OLLAMA_START } from './ollama-start';

const PORT = 11434;
const HOME = '/var/lib/ollama';

/** Which models an Ollama serves, and how. */
export interface OllamaProps extends ModelServerProps {
  /** Names of the models, at least one, such as `qwen3:8b` or `nomic-embed-text`. */
  readonly models: readonly string[];

  /**
   * How long a model stays in memory after it was last asked.
   * @default - the server's own, 5 minutes
   */
  readonly keepAlive?: IDuration;

  /**
   * Tokens that a model has in view.
   * @default - the server's own, by the memory there is
   */
  readonly contextLength?: number;

  /**
   * A version 0.9 to 0.32 of the project's image; a warning names any other.
   * @default Image.fromReference('ollama/ollama:0.32.15') - looked at on 2026-11-27
   */
  readonly image?: Image;
}

/**
 * Ollama, with its models on a volume. A script fetches those that are missing before it is ready; after that it starts
 * without a network.
 *
 * Runs as 1000:1000 on a read-only root, with 1 to 4 cores and 2 to 8 GiB: what a model of about 8 billion parameters takes
 * without a graphics processor. Give it one by `gpus`. It asks nobody for a key: who may call it is for the network.
 *
 * @example
 * const local = new Ollama(stack, 'ollama', { models: ['qwen3:8b'], storage: Size.gibibytes(20), gpus: { count: 1 } });
 * new AgentService(stack, 'agent', { image, port: 8000, modelProviders: [local.provider] });
 */
export class Ollama extends ModelServer {
  public readonly http: Endpoint;
  public readonly model: string;
  public readonly apiKey?: undefined;

  public constructor(scope: Construct, id: string, props: OllamaProps) {
    ({ scope, id, props } = given(Ollama, new.target, scope, id, props));
    const { models, keepAlive, contextLength, gpus, runtimeClass } = props;
    const image = props.image ?? Image.fromReference('ollama/ollama:0.32.15');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, OLLAMA_IMAGE),
      entrypoint: ['sh', '-c', OLLAMA_START, 'ollama', ...models],
      user: { uid: 1000, gid: 1000 },
      env: {
        HOME,
        OLLAMA_HOST: `0.0.0.0:${PORT}`,
        ...(keepAlive && { OLLAMA_KEEP_ALIVE: `${Math.ceil(keepAlive.toMilliseconds() / 1000)}s` }),
        ...(contextLength !== undefined && { OLLAMA_CONTEXT_LENGTH: contextLength }),
      },
      ...(gpus && { gpus }),
      ...(runtimeClass !== undefined && { runtimeClass }),
      health: HealthProbe.fromCommand(['sh', '-c', OLLAMA_HEALTH, 'models', ...models], {
        interval: Duration.seconds(30),
        timeout: Duration.seconds(10),
        retries: 3,
        startPeriod: props.startPeriod ?? Duration.hours(1),
        startInterval: Duration.seconds(5),
      }),
      resources: {
        cpu: { request: 1, limit: 4, ...props.resources?.cpu },
        memory: { request: Size.gibibytes(2), limit: Size.gibibytes(8), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, OLLAMA_IMAGE, Ollama);
    checkNotEmpty(this, 'models', models, "['qwen3:8b']", Ollama);
    for (const model of models) checkSetting(this, 'the model', model, modelNameRule, Ollama);
    if (contextLength !== undefined) checkWhole(this, 'contextLength', contextLength, [1, Infinity], Ollama);
    this.model = models[0] ?? '';
    this.http = this.addEndpoint('http', { port: PORT, requestTimeout: props.requestTimeout ?? Duration.minutes(5), ...(props.publish && { publish: props.publish }) });
    this.addMount(HOME, dataVolume(this, 'models', props.storage, props, false));
  }
}

guard(Ollama);
