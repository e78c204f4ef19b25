import { EnvFrom, Parameter, Secret, text } from 'cdk8s-compose';
import { describeRule, workload } from './rule-cases';

describeRule('model/chosen-text', 'where variables come from is known to the operator before anything runs', {
  broken: [
    {
      when: 'a file named by a parameter without a default',
      build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.secret('keys', { file: text`${new Parameter(stack, 'DIR', { description: 'Directory.' })}/keys.env` })] }),
      at: 'shop/api', says: ['The file for keys', 'the parameter DIR', 'no default'],
    },
    {
      when: 'a file named by a secret',
      build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.configMap('settings', { file: new Secret(stack, 'PLACE', { description: 'Place.' }) })] }),
      at: 'shop/api', says: ['The file for settings', 'the secret PLACE'],
    },
  ],
  right: [
    { when: 'a file beside compose.yaml', build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.secret('keys')] }) },
    { when: 'a file somewhere else', build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.secret('keys', { file: '/etc/shop/keys.env', optional: true })] }) },
  ],
});

describeRule('kubernetes/refused', 'the object has a name that the API server takes', {
  broken: [{ when: 'an upper-case name', build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.secret('Keys')] }), at: 'shop/api', says: ['"Keys"', 'variables come from'] }],
  right: [{ when: 'a name with dots', build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.configMap('keys.example')] }) }],
});
