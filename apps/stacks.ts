import type { App } from 'cdk8s-compose';
import { AiSociety } from './ai-society/ai-society';
import { SentientResearchAgent } from './sentient-research-agent/sentient-research-agent';

/** Every stack of this repository: what `cdk8s synth` writes and what the goldens of `test/apps` are of. */
export function addStacks(app: App): void {
  new AiSociety(app, 'ai-society');
  new AiSociety(app, 'ai-society-dev', { mode: 'development' });
  new AiSociety(app, 'ai-society-sqlite', { database: 'sqlite' });
  new SentientResearchAgent(app, 'sentient-research-agent');
  new SentientResearchAgent(app, 'sentient-research-agent-s3', { s3: true });
  new SentientResearchAgent(app, 'sentient-research-agent-dev', { mode: 'development' });
}
