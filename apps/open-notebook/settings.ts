import type { Construct } from 'constructs';
import { Parameter, Secret, type IValue } from 'cdk8s-compose';

/** What a service of a provider may need an address or key of its own for. */
const USES = ['LLM', 'EMBEDDING', 'STT', 'TTS'] as const;

/**
 * Keys of model providers and tools: the application offers what it has keys for. Since 1.7 upstream wants those of providers entered in
 * the user interface, which keeps them encrypted; it takes the ones given here as well.
 */
const KEYS: Record<string, string> = {
  OPENAI_API_KEY: 'Key for OpenAI.',
  ANTHROPIC_API_KEY: 'Key for Anthropic.',
  GOOGLE_API_KEY: 'Key for Gemini.',
  MISTRAL_API_KEY: 'Key for Mistral.',
  DEEPSEEK_API_KEY: 'Key for DeepSeek.',
  OPENROUTER_API_KEY: 'Key for OpenRouter.',
  GROQ_API_KEY: 'Key for Groq.',
  XAI_API_KEY: 'Key for xAI.',
  ELEVENLABS_API_KEY: 'Key for ElevenLabs, which speaks podcasts.',
  VOYAGE_API_KEY: 'Key for Voyage AI.',
  LANGCHAIN_API_KEY: 'Key for LangSmith, which traces what the models are asked.',
  FIRECRAWL_API_KEY: 'Key for Firecrawl, which reads web pages.',
  JINA_API_KEY: 'Key for Jina, which reads web pages.',
  OPENAI_COMPATIBLE_API_KEY: 'Key for a server that speaks the API of OpenAI.',
  ...forEachUse('OPENAI_COMPATIBLE_API_KEY', (use) => `Key for that server, for ${use} only.`),
  AZURE_OPENAI_API_KEY: 'Key for Azure OpenAI.',
  ...forEachUse('AZURE_OPENAI_API_KEY', (use) => `Key for Azure OpenAI, for ${use} only.`),
};

/**
 * Default and meaning of what the operator may change. Without a default it is not set: the application takes a provider whose address is
 * set for one that it has, even if the address is empty.
 */
const SETTINGS: Record<string, readonly [value: string | undefined, description: string]> = {
  ESPERANTO_LLM_TIMEOUT: ['60', 'Seconds that a model may take for an answer.'],
  ESPERANTO_SSL_VERIFY: ['true', 'Whether certificates of providers are verified; false for development only.'],
  ESPERANTO_SSL_CA_BUNDLE: [undefined, 'File with the certificates of authorities of your own, below /app/data.'],
  OPEN_NOTEBOOK_MAX_UPLOAD_SIZE_MB: ['100', 'Largest upload in MB; it waits in 256 MiB of memory.'],
  CRAWL4AI_API_URL: [undefined, 'Address of a Crawl4AI server, which renders web pages.'],
  FIRECRAWL_API_URL: [undefined, 'Address of a Firecrawl server, if not the public one.'],
  HTTP_PROXY: [undefined, 'Proxy for HTTP requests to the world outside.'],
  HTTPS_PROXY: [undefined, 'Proxy for HTTPS requests to the world outside.'],
  GEMINI_API_BASE_URL: [undefined, 'Address of the Gemini API, if not the public one.'],
  VERTEX_PROJECT: [undefined, 'Google Cloud project for Vertex AI.'],
  VERTEX_LOCATION: ['us-east5', 'Google Cloud region for Vertex AI.'],
  GOOGLE_APPLICATION_CREDENTIALS: [undefined, 'File with the credentials for Vertex AI, below /app/data.'],
  OLLAMA_API_BASE: [undefined, 'Address of an Ollama server, such as http://10.20.30.20:11434.'],
  OPENROUTER_BASE_URL: [undefined, 'Address of OpenRouter, if not the public one.'],
  TTS_BATCH_SIZE: ['5', 'Requests for speech at once: 5 for OpenAI, 4 for Google, 2 for ElevenLabs, 1 for others.'],
  OPENAI_COMPATIBLE_BASE_URL: [undefined, 'Address of a server that speaks the API of OpenAI, with /v1.'],
  ...forEachUse('OPENAI_COMPATIBLE_BASE_URL', (use) => [undefined, `Address of such a server for ${use} only.`] as const),
  AZURE_OPENAI_ENDPOINT: [undefined, 'Address of the Azure OpenAI resource.'],
  ...forEachUse('AZURE_OPENAI_ENDPOINT', (use) => [undefined, `Address of the Azure OpenAI resource for ${use} only.`] as const),
  AZURE_OPENAI_API_VERSION: [undefined, 'Version of the Azure OpenAI API, such as 2024-12-01-preview.'],
  ...forEachUse('AZURE_OPENAI_API_VERSION', (use) => [undefined, `Version of the Azure OpenAI API for ${use} only.`] as const),
  LANGCHAIN_TRACING_V2: ['false', 'Whether LangSmith traces what the models are asked: true or false.'],
  LANGCHAIN_ENDPOINT: ['https://api.smith.langchain.com', 'Address of LangSmith.'],
  LANGCHAIN_PROJECT: ['Open Notebook', 'Project in LangSmith.'],
  SURREAL_NAMESPACE: ['open_notebook', 'Namespace in the database.'],
  SURREAL_DATABASE: ['open_notebook', 'Name of the database.'],
  SURREAL_COMMANDS_RETRY_ENABLED: ['true', 'Whether jobs that failed are tried again: true or false.'],
  SURREAL_COMMANDS_RETRY_MAX_ATTEMPTS: ['3', 'Attempts at a job.'],
  SURREAL_COMMANDS_RETRY_WAIT_STRATEGY: ['exponential_jitter', 'Waits between them: exponential_jitter, exponential, fixed or random.'],
  SURREAL_COMMANDS_RETRY_WAIT_MIN: ['1', 'Seconds between two attempts at least.'],
  SURREAL_COMMANDS_RETRY_WAIT_MAX: ['30', 'Seconds between two attempts at most.'],
};

/** Everything about models, tools and jobs, for the programs in Python. */
export function settings(scope: Construct): Record<string, IValue> {
  const values: Record<string, IValue> = {};
  for (const [name, description] of Object.entries(KEYS)) values[name] = Secret.shared(scope, name, { description, optional: true });
  for (const [name, [value, description]] of Object.entries(SETTINGS)) values[name] = setting(scope, name, value, description);
  return values;
}

export function setting(scope: Construct, name: string, value: string | undefined, description: string): Parameter {
  return Parameter.shared(scope, name, { default: value, description });
}

function forEachUse<T>(name: string, make: (use: string) => T): Record<string, T> {
  return Object.fromEntries(USES.map((use) => [`${name}_${use}`, make(use)]));
}
