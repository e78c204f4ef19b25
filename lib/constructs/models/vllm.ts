import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { dataVolume } from '../databases/data-volume';
import { reportUnknownVersion, withFacts } from '../databases/known-image';
import { checkSetting, modelNameRule } from '../databases/server-rules';
import { serverSecret } from '../databases/server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules, type SpelledSettings } from '../databases/server-settings';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import { joinText } from '../value';
import { WorkloadKind } from '../workload';
import { ModelServer, type ModelServerProps } from './model-server';
import { VLLM_IMAGE } from './vllm-facts';

const PORT = 8000;
const HOME = '/var/lib/vllm';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, rule: 'that of an option of `vllm serve`, such as max-model-len' },
  own: {
    model: 'the property model says it',
    'served-model-name': 'the property servedName says it',
    'api-key': 'the property apiKey says it',
    host: 'peers reach the server on all addresses of the container',
    port: 'peers reach the server on the port of its endpoint',
    'download-dir': 'the models lie on the volume',
  },
};

/** Which model a vLLM serves, and how. */
export interface VllmProps extends ModelServerProps {
  /** Name of the model at Hugging Face, such as `Qwen/Qwen3-8B`, or a directory of the container. */
  readonly model: string;

  /**
   * Name by which clients ask for it.
   * @default - the name of the model
   */
  readonly servedName?: string;

  /**
   * What clients have to give.
   * @default - the secret `<ID>_API_KEY` of the stack
   */
  readonly apiKey?: Secret;

  /**
   * Token for models that Hugging Face gives only to those who have asked.
   * @default - none
   */
  readonly huggingFaceToken?: Secret;

  /**
   * Options of `vllm serve` by name, such as `{ 'max-model-len': 8192, 'enable-auto-tool-choice': true }`: arguments in both
   * targets. One that is true stands there without a value; one that is false as `--no-...`. Those that follow from other
   * properties are refused (`model/server-setting`).
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * Size of `/dev/shm`, by which the processes of the engine talk to each other; it counts against the memory limit.
   * @default Size.gibibytes(2)
   */
  readonly sharedMemory?: ISize;

  /**
   * A version 0.23 to 0.28 of the project's image; a warning names any other. Versions before have no user that is not root.
   * @default Image.fromReference('vllm/vllm-openai:v0.26.0') - looked at on 2026-11-27
   */
  readonly image?: Image;
}

/**
 * vLLM, with its model and what it compiles for it on a volume. It is ready when the model is loaded: that is when it begins to
 * answer.
 *
 * Runs as the image's own user 2000 on a read-only root, with one graphics processor of NVIDIA unless `gpus` says something
 * else, 2 to 8 cores and 8 to 16 GiB. It asks clients for a key, and sends no statistics to its makers.
 *
 * @example
 * const vllm = new Vllm(stack, 'vllm', { model: 'Qwen/Qwen3-8B', storage: Size.gibibytes(50), settings: { 'max-model-len': 8192 } });
 * new AgentService(stack, 'agent', { image, port: 8000, modelProviders: [vllm.provider] });
 */
export class Vllm extends ModelServer {
  public readonly http: Endpoint;
  public readonly model: string;
  public readonly apiKey: Secret;

  public constructor(scope: Construct, id: string, props: VllmProps) {
    ({ scope, id, props } = given(Vllm, new.target, scope, id, props));
    const apiKey = props.apiKey ?? serverSecret(scope, { server: id, name: 'API_KEY', description: `Key that clients of the model server ${id} give.`, hint: 'openssl rand -hex 24' }, Vllm);
    const image = props.image ?? Image.fromReference('vllm/vllm-openai:v0.26.0');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, VLLM_IMAGE),
      entrypoint: ['vllm', 'serve'],
      command: [props.model, '--host=0.0.0.0', `--port=${PORT}`, ...(props.servedName === undefined ? [] : [`--served-model-name=${props.servedName}`]), ...settings.entries.map(optionOf)],
      user: { uid: 2000, gid: 2000 },
      supplementalGroups: [0],
      env: {
        HOME,
        // Before the image had the user, programs that ask for its name needed this.
        USER: 'vllm',
        // In its place it would be in memory, from which Compose lets nothing be executed.
        TORCHINDUCTOR_CACHE_DIR: `${HOME}/.cache/torchinductor`,
        VLLM_NO_USAGE_STATS: 1,
        VLLM_API_KEY: apiKey,
        ...(props.huggingFaceToken && { HF_TOKEN: props.huggingFaceToken }),
      },
      gpus: props.gpus ?? { count: 1 },
      ...(props.runtimeClass !== undefined && { runtimeClass: props.runtimeClass }),
      sharedMemory: props.sharedMemory ?? Size.gibibytes(2),
      tmp: false,
      mounts: { '/tmp': Scratch.ofSize(Size.mebibytes(512)) },
      health: HealthProbe.fromHttpGet('/health', {
        client: ProbeClient.CURL,
        interval: Duration.seconds(15),
        timeout: Duration.seconds(10),
        retries: 4,
        startPeriod: props.startPeriod ?? Duration.hours(1),
        startInterval: Duration.seconds(5),
      }),
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 2, limit: 8, ...props.resources?.cpu },
        memory: { request: Size.gibibytes(8), limit: Size.gibibytes(16), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, VLLM_IMAGE, Vllm);
    reportSettings(this, settings, Vllm);
    checkSetting(this, 'the model', props.model, modelNameRule, Vllm);
    checkSetting(this, 'servedName', props.servedName, modelNameRule, Vllm);
    this.model = props.servedName ?? props.model;
    this.apiKey = apiKey;
    this.http = this.addEndpoint('http', { port: PORT, requestTimeout: props.requestTimeout ?? Duration.minutes(5), ...(props.publish && { publish: props.publish }) });
    this.addMount(HOME, dataVolume(this, 'models', props.storage, props, false));
  }
}

guard(Vllm);

function optionOf([name, value]: SpelledSettings['entries'][number]): string | IValue {
  if (value === 'true') return `--${name}`;
  return value === 'false' ? `--no-${name}` : joinText([`--${name}=`, value]);
}
