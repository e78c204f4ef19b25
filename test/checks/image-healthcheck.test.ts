import { HealthProbe } from 'cdk8s-compose';
import { broken, known, right, SOURCE } from './image-cases';
import { describeRule } from './rule-cases';

const CHECKED = { healthcheck: { command: ['curl', '-f', 'http://localhost/'], source: SOURCE } };

describeRule('model/image-healthcheck', 'a check that only Compose knows is said', {
  broken: [broken('a check of the image\'s own', known(CHECKED), '"curl -f http://localhost/" (Dockerfile:7)')],
  right: [
    right('a check of the workload', known(CHECKED, { health: HealthProbe.fromCommand(['true']) })),
    right('a workload that says that nobody asks', known(CHECKED, { health: HealthProbe.none() })),
    right('an image without one', known({ healthcheck: { command: [], source: SOURCE } })),
  ],
});
