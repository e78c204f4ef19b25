import { App } from 'cdk8s-compose';
import { addExamples } from './stacks';

const app = new App({ outdir: 'dist/examples' });
addExamples(app);
app.synth();
