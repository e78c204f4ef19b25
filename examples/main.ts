import { App } from 'cdk8s-compose';
import { addExamples } from './stacks';

const app = new App();
addExamples(app);
app.synth();
