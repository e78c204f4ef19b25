import { App } from 'cdk8s-compose';
import { AiSociety } from './ai-society/ai-society';
import { SentientResearchAgent } from './sentient-research-agent/sentient-research-agent';

const app = new App();
new AiSociety(app, 'ai-society');
new AiSociety(app, 'ai-society-dev', { mode: 'development' });
new AiSociety(app, 'ai-society-sqlite', { database: 'sqlite' });
new SentientResearchAgent(app, 'sentient-research-agent');
new SentientResearchAgent(app, 'sentient-research-agent-s3', { s3: true });
new SentientResearchAgent(app, 'sentient-research-agent-dev', { mode: 'development' });
app.synth();
