import { App } from 'cdk8s-compose';
import { AiSociety } from './ai-society/ai-society';
import { AstronAgent } from './astron-agent/astron-agent';

const app = new App();
new AiSociety(app, 'ai-society');
new AiSociety(app, 'ai-society-dev', { mode: 'development' });
new AiSociety(app, 'ai-society-sqlite', { database: 'sqlite' });
new AstronAgent(app, 'astron-agent');
new AstronAgent(app, 'astron-agent-production', { mode: 'production' });
app.synth();
