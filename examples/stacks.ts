import type { App } from 'cdk8s-compose';
import { Graphiti } from './graphiti/stack';
import { Immich } from './immich/stack';
import { Langfuse } from './langfuse/stack';
import { LibreChat } from './librechat/stack';
import { Mem0 } from './mem0/stack';
import { N8n } from './n8n/stack';

/** Every example: what `npm run examples` writes and what the goldens of `test/examples` are of. */
export function addExamples(app: App): void {
  new Graphiti(app, 'graphiti');
  new Immich(app, 'immich');
  new Langfuse(app, 'langfuse');
  new LibreChat(app, 'librechat');
  new Mem0(app, 'mem0');
  new N8n(app, 'n8n');
}
