import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import { byText } from '../../model/connections';
import type { IValue } from '../../model/value';
import { reportUnknownVersion, withFacts } from '../databases/known-image';
import { checkNotEmpty, checkSetting, modelNameRule } from '../databases/server-rules';
import { serverSecret } from '../databases/server-secret';
import { variablePrefix } from '../databases/variable-prefix';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type IDuration } from '../quantity';
import type { Resources } from '../resources';
import type { Secret } from '../secret';
import { ConfigFile } from '../storage';
import { joinText, type EnvValue } from '../value';
import type { GatewayModel } from './gateway-model';
import { LITELLM_IMAGE } from './lite-llm-facts';
import { ModelServer } from './model-server';

const PORT = 4000;
const CONFIGURATION = '/etc/litellm/config.yaml';

/** Which models a LiteLLM gives access to. */
export interface LiteLlmProps {
  /** Models by the names by which clients ask for them, at least one. */
  readonly models: { readonly [name: string]: GatewayModel };

  /**
   * What clients have to give; it may do everything. It begins with `sk-`.
   * @default - the secret `<ID>_MASTER_KEY` of the stack
   */
  readonly masterKey?: Secret;

  /**
   * Settings of LiteLLM itself (`litellm_settings`), such as `{ drop_params: true, num_retries: 3 }`.
   * @default - its own
   */
  readonly settings?: { readonly [name: string]: string | number | boolean };

  /**
   * The project's image that is not root, 1.81 or later; a warning names any other.
   * @default Image.fromReference('ghcr.io/berriai/litellm-non_root:v1.103.2') - looked at on 2026-11-27; versions before 1.103.1 have GHSA-7hp6-4w63-5g45, unless their line was corrected
   */
  readonly image?: Image;

  /** @default - 0.25 to 2 cores, 512 MiB to 2 GiB */
  readonly resources?: Resources;

  /**
   * How many containers run.
   * @default 1
   */
  readonly replicas?: number;

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
 * LiteLLM, a gateway with the API of OpenAI to hosted models and to servers of the application. It keeps nothing: keys are in
 * its environment, and its configuration names the variables.
 *
 * Runs as the image's own user on a read-only root. If none of its models is hosted it calls nobody outside.
 *
 * @example
 * const local = new Ollama(stack, 'ollama', { models: ['qwen3:8b'], storage: Size.gibibytes(20) });
 * const gateway = new LiteLlm(stack, 'gateway', { models: { small: GatewayModel.from(local), large: GatewayModel.hosted('openai/gpt-4o') } });
 * new AgentService(stack, 'agent', { image, port: 8000, modelProviders: [gateway.provider] });
 */
export class LiteLlm extends ModelServer {
  public readonly http: Endpoint;
  public readonly model: string;
  public readonly apiKey: Secret;

  public constructor(scope: Construct, id: string, props: LiteLlmProps) {
    ({ scope, id, props } = given(LiteLlm, new.target, scope, id, props));
    const models = Object.entries(props.models);
    const masterKey =
      props.masterKey ?? serverSecret(scope, { server: id, name: 'MASTER_KEY', description: `Key of the gateway ${id} that may do everything. It begins with sk-.`, hint: 'echo "sk-$(openssl rand -hex 24)"' }, LiteLlm);
    const image = props.image ?? Image.fromReference('ghcr.io/berriai/litellm-non_root:v1.103.2');
    super(scope, id, {
      image: withFacts(image, LITELLM_IMAGE),
      command: ['--config', CONFIGURATION, '--host', '0.0.0.0', '--port', String(PORT)],
      user: { uid: 65534, gid: 65534 },
      egress: models.some(([, { _at }]) => _at.isHosted),
      env: {
        HOME: '/tmp',
        LITELLM_MASTER_KEY: masterKey,
        // What models cost is in the image as well.
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        ...Object.fromEntries(models.flatMap(([name, { _at: { apiKey } }]) => (apiKey ? [[keyVariable(name), apiKey] as const] : []))),
      },
      health: HealthProbe.fromHttpGet('/health/readiness', {
        client: ProbeClient.PYTHON,
        interval: Duration.seconds(15),
        timeout: Duration.seconds(10),
        retries: 4,
        startPeriod: Duration.minutes(2),
        startInterval: Duration.seconds(5),
      }),
      replicas: props.replicas ?? 1,
      resources: {
        cpu: { request: 0.25, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, LITELLM_IMAGE, LiteLlm);
    checkNotEmpty(this, 'models', props.models, "{ large: GatewayModel.hosted('openai/gpt-4o') }", LiteLlm);
    const variables = new Map<string, string>();
    for (const [name, { _at: { model, apiKey } }] of models) {
      checkSetting(this, 'the name of a model', name, modelNameRule, LiteLlm);
      checkSetting(this, 'the model', model, modelNameRule, LiteLlm);
      const rival = variables.get(keyVariable(name));
      checkSetting(this, 'the name of a model', rival && apiKey && name, () => `one whose key is in a variable of its own; "${rival}" has the same`, LiteLlm);
      if (apiKey) variables.set(keyVariable(name), name);
    }
    this.model = models[0]?.[0] ?? '';
    this.apiKey = masterKey;
    this.http = this.addEndpoint('http', { port: PORT, requestTimeout: props.requestTimeout ?? Duration.minutes(5), ...(props.publish && { publish: props.publish }) });
    this.addMount(CONFIGURATION, new ConfigFile(this, 'config', { fileName: 'config.yaml', content: configuration(models, props.settings ?? {}) }));
  }
}

guard(LiteLlm);

/** Where the key of a model is. */
function keyVariable(name: string): string {
  return `MODEL_${variablePrefix(name)}_KEY`;
}

/** Texts in it are JSON's, which are YAML's as well. */
function configuration(models: readonly (readonly [string, GatewayModel])[], settings: NonNullable<LiteLlmProps['settings']>): IValue {
  const lines: EnvValue[] = ['model_list:\n'];
  for (const [name, { _at: { model, baseUrl, apiKey, isHosted } }] of [...models].sort(byText(([name]) => name))) {
    lines.push(`  - model_name: ${JSON.stringify(name)}\n    litellm_params:\n      model: ${JSON.stringify(model)}\n`);
    if (baseUrl !== undefined) lines.push('      api_base: "', baseUrl, '"\n');
    // The library asks for a key also where the server does not.
    if (apiKey) lines.push(`      api_key: "os.environ/${keyVariable(name)}"\n`);
    else if (!isHosted) lines.push('      api_key: "none"\n');
  }
  const entries = Object.entries(settings).sort(byText(([name]) => name));
  if (entries.length > 0) lines.push('litellm_settings:\n', ...entries.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}\n`));
  return joinText(lines);
}
