import { App } from 'cdk8s-compose';
import { AiSociety } from './ai-society/ai-society';

const app = new App();
new AiSociety(app, 'ai-society');
new AiSociety(app, 'ai-society-dev', { mode: 'development' });
new AiSociety(app, 'ai-society-sqlite', { database: 'sqlite' });
app.synth();
