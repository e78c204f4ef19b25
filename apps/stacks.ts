import type { App } from 'cdk8s-compose';
import { AiSociety } from './ai-society/ai-society';
import { OpenNotebook } from './open-notebook/open-notebook';
import { SentientResearchAgent } from './sentient-research-agent/sentient-research-agent';
import { AstronAgent } from './astron-agent/astron-agent';

/** Every stack of this repository: what `cdk8s synth` writes and what the goldens of `test/apps` are of. */
export function addStacks(app: App): void {
  new AiSociety(app, 'ai-society');
  new AiSociety(app, 'ai-society-dev', { mode: 'development' });
  new AiSociety(app, 'ai-society-sqlite', { database: 'sqlite' });
  new OpenNotebook(app, 'open-notebook');
  new OpenNotebook(app, 'open-notebook-single', { form: 'single' });
  new OpenNotebook(app, 'open-notebook-dev', { mode: 'development' });
  new OpenNotebook(app, 'open-notebook-public', { host: 'notebook.example.com' });
  new SentientResearchAgent(app, 'sentient-research-agent');
  new SentientResearchAgent(app, 'sentient-research-agent-s3', { s3: true });
  new SentientResearchAgent(app, 'sentient-research-agent-dev', { mode: 'development' });
  new AstronAgent(app, 'astron-agent');
  new AstronAgent(app, 'astron-agent-production', { mode: 'production' });
}
