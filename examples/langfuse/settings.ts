import type { Construct } from 'constructs';
import { Parameter, Secret, type IValue } from 'cdk8s-compose';

/** Default and meaning of what the operator may change. Without a default it is not set. */
type Settings = Readonly<Record<string, readonly [value: string | undefined, description: string]>>;

/** What both programs read. */
const SHARED: Settings = {
  TELEMETRY_ENABLED: ['true', 'Whether its makers get statistics of its use, without contents: true or false.'],
  LANGFUSE_ENABLE_EXPERIMENTAL_FEATURES: ['false', 'Whether unfinished features are shown: true or false.'],
  LANGFUSE_LLM_CONNECTION_WHITELISTED_HOST: [undefined, 'Hosts of models in your own network that users may connect, separated by commas.'],
  LANGFUSE_LLM_CONNECTION_WHITELISTED_IPS: [undefined, 'The same by addresses.'],
  LANGFUSE_LLM_CONNECTION_WHITELISTED_IP_SEGMENTS: [undefined, 'The same by networks, such as 10.0.0.0/8.'],
  LANGFUSE_OBSERVATION_FIELD_OVERFLOW_ENABLED: ['false', 'Whether large fields of observations go to the object store: true or false.'],
  LANGFUSE_OBSERVATION_FIELD_SIZE_LIMIT_BYTES: ['2097152', 'From how many bytes on a field is large.'],
  LANGFUSE_S3_BATCH_EXPORT_ENABLED: ['false', 'Whether large exports go to the object store: true or false.'],
  LANGFUSE_INGESTION_QUEUE_DELAY_MS: [undefined, 'Milliseconds that an event waits for others of its trace.'],
  LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS: [undefined, 'Milliseconds between two writes to ClickHouse.'],
  EMAIL_FROM_ADDRESS: [undefined, 'Sender of its mails.'],
  LANGFUSE_IN_APP_AGENT_ENABLED: [undefined, 'Whether its own agent is offered, on AWS Bedrock: true or false.'],
  LANGFUSE_AWS_BEDROCK_MODEL: [undefined, 'Model of the agent.'],
  LANGFUSE_AWS_BEDROCK_SMALL_MODEL: [undefined, 'Its model for small things.'],
  LANGFUSE_AWS_BEDROCK_REGION: [undefined, 'Region of AWS Bedrock.'],
  AWS_ACCESS_KEY_ID: [undefined, 'Access key for AWS Bedrock.'],
};

const SHARED_SECRETS: Readonly<Record<string, string>> = {
  SMTP_CONNECTION_URL: 'Mail server with its password, such as smtps://user:password@mail.example.com:465.',
  AWS_SECRET_ACCESS_KEY: 'Secret key for AWS Bedrock.',
  AWS_SESSION_TOKEN: 'Session token for AWS Bedrock, for keys that expire.',
};

const WORKER: Settings = {
  QUEUE_CONSUMER_IN_APP_AGENT_RUN_QUEUE_IS_ENABLED: ['true', 'Whether the worker runs the agent: true or false.'],
  LANGFUSE_IN_APP_AGENT_RUN_QUEUE_PROCESSING_CONCURRENCY: [undefined, 'Runs of the agent at once.'],
};

/** An organization, a project and its first user that are made at the first start. */
const FIRST_START: Settings = {
  LANGFUSE_INIT_ORG_ID: [undefined, 'Id of an organization that is made at start.'],
  LANGFUSE_INIT_ORG_NAME: [undefined, 'Its name.'],
  LANGFUSE_INIT_PROJECT_ID: [undefined, 'Id of a project in it.'],
  LANGFUSE_INIT_PROJECT_NAME: [undefined, 'Name of that project.'],
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: [undefined, 'Public key of that project, pk-lf-...'],
  LANGFUSE_INIT_USER_EMAIL: [undefined, 'Address of its first user.'],
  LANGFUSE_INIT_USER_NAME: [undefined, 'Name of that user.'],
  LANGFUSE_MARKDOWN_RENDER_CHARACTER_LIMIT: [undefined, 'From how many characters on texts are shown without formatting.'],
};

const FIRST_START_SECRETS: Readonly<Record<string, string>> = {
  LANGFUSE_INIT_PROJECT_SECRET_KEY: 'Secret key of the project that is made at start, sk-lf-...',
  LANGFUSE_INIT_USER_PASSWORD: 'Password of the user that is made at start.',
};

export function sharedSettings(stack: Construct): Record<string, IValue> {
  return { ...parameters(stack, SHARED), ...optionalSecrets(stack, SHARED_SECRETS) };
}

export function workerSettings(stack: Construct): Record<string, IValue> {
  return parameters(stack, WORKER);
}

export function webSettings(stack: Construct): Record<string, IValue> {
  return { ...parameters(stack, FIRST_START), ...optionalSecrets(stack, FIRST_START_SECRETS) };
}

function parameters(stack: Construct, settings: Settings): Record<string, IValue> {
  return Object.fromEntries(Object.entries(settings).map(([name, [value, description]]) => [name, new Parameter(stack, name, { default: value, description })]));
}

function optionalSecrets(stack: Construct, secrets: Readonly<Record<string, string>>): Record<string, IValue> {
  return Object.fromEntries(Object.entries(secrets).map(([name, description]) => [name, new Secret(stack, name, { description, optional: true })]));
}
