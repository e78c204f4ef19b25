import type { App } from 'cdk8s-compose';
import { Graphiti } from './graphiti/stack';
import { Immich } from './immich/stack';
import { Langfuse } from './langfuse/stack';
import { LibreChat } from './librechat/stack';
import { N8n } from './n8n/stack';

/** Every example: what `npm run examples` writes and what the goldens of `test/examples` are of. */
export function addExamples(app: App): void {
  new Graphiti(app, 'graphiti');
  new Immich(app, 'immich');
  new Langfuse(app, 'langfuse');
  new LibreChat(app, 'librechat');
  new N8n(app, 'n8n');
}
