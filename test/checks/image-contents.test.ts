import { ConfigFile, Scratch, Size, SourceDirectory, Volume, type IMountable, type Stack } from 'cdk8s-compose';
import { broken, known, right, stated } from './image-cases';
import { describeRule, type Build } from './rule-cases';

const PLUGINS = { contents: stated({ path: '/opt/app/plugins' }) };
const mounting = (path: string, mountable: (stack: Stack) => IMountable): Build => (stack) => known(PLUGINS, { mounts: { [path]: mountable(stack) } })(stack);
const volume = (stack: Stack) => new Volume(stack, 'data', { size: Size.mebibytes(1) });
const scratch = () => Scratch.ofSize(Size.mebibytes(1));

describeRule('model/image-content-hidden', 'no mount hides what the image has', {
  broken: [
    broken('a volume in its place', mounting('/opt/app/plugins', volume), 'The volume at /opt/app/plugins hides /opt/app/plugins (Dockerfile:7)'),
    broken('memory above it', mounting('/opt', scratch), 'scratch at /opt hides'),
    broken('a file above it', mounting('/opt/app', (stack) => new ConfigFile(stack, 'conf', { content: 'a' })), 'config at /opt/app hides'),
  ],
  right: [
    right('a mount beside it', mounting('/opt/app/plug', scratch)),
    right('a mount below it', mounting('/opt/app/plugins/mine', volume)),
    right('a file in its place', mounting('/opt/app/plugins', (stack) => new ConfigFile(stack, 'conf', { content: 'a' }))),
    right('a checkout, which has its own', mounting('/opt/app', () => SourceDirectory.at('.'))),
  ],
});
