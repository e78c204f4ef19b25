import { appOf, ENVIRONMENTS } from './environments';

for (const environment of ENVIRONMENTS) appOf(environment).synth();
