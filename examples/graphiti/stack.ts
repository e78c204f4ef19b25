import type { Construct } from 'constructs';
import {
  AgentService, Duration, HealthProbe, Image, ModelProvider, Neo4j, Parameter, ProbeClient, Publish, Size, Stack, type StackProps,
} from 'cdk8s-compose';
import { MCP_SERVER } from './images';

const CONFIG = '/app/mcp/config/config-docker-neo4j.yaml';

/** Graphiti's MCP server: a memory for agents, as a graph of facts with times, in Neo4j. */
export class Graphiti extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    const neo4j = new Neo4j(this, 'neo4j', { storage: Size.gibibytes(10), heap: Size.gibibytes(1) });
    const setting = (name: string, value: string, description: string): Parameter => new Parameter(this, name, { default: value, description });

    new AgentService(this, 'graphiti-mcp', {
      image: Image.fromReference('zepai/knowledge-graph-mcp:1.0.2-standalone', { facts: MCP_SERVER }),
      command: ['/app/mcp/.venv/bin/python', 'main.py'],
      port: 8000,
      // Whoever reaches it may read and write the memory: it asks nobody for a key.
      publish: Publish.onLoopback(8000),
      modelProviders: [ModelProvider.OPENAI],
      env: {
        HOME: '/tmp',
        CONFIG_PATH: CONFIG,
        NEO4J_URI: neo4j.url(),
        NEO4J_USER: neo4j.user,
        NEO4J_PASSWORD: neo4j.password,
        NEO4J_DATABASE: 'neo4j',
        MODEL_NAME: setting('MODEL_NAME', 'gpt-4.1-mini', 'Model that finds facts in texts.'),
        EMBEDDER_MODEL: setting('EMBEDDER_MODEL', 'text-embedding-3-small', 'Model that makes them comparable, of 1536 dimensions.'),
        OPENAI_API_URL: setting('OPENAI_API_URL', 'https://api.openai.com/v1', 'Address of a server that speaks the API of OpenAI, with /v1.'),
        GRAPHITI_GROUP_ID: setting('GRAPHITI_GROUP_ID', 'main', 'Name of the graph that is used when none is asked for.'),
        SEMAPHORE_LIMIT: setting('SEMAPHORE_LIMIT', '10', 'Texts that are read at once: 1 or 2 for a small account at the provider.'),
      },
      health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL, startPeriod: Duration.minutes(1) }),
    });
  }
}
