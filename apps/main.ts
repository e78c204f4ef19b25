import { App } from 'cdk8s-compose';
import { addStacks } from './stacks';

const app = new App();
addStacks(app);
app.synth();
