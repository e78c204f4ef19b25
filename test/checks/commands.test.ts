import { describeRule, workload } from './rule-cases';

describeRule('model/empty-command', 'a command that is given has words', {
  broken: [
    { when: 'an empty command', build: (stack) => workload(stack, 'api', { command: [] }), at: 'shop/api', says: ['command'] },
    { when: 'an empty entry point', build: (stack) => workload(stack, 'api', { entrypoint: [], command: ['serve'] }), at: 'shop/api', says: ['entry point'] },
  ],
  right: [
    { when: 'none at all', build: (stack) => workload(stack, 'api', {}) },
    { when: 'an entry point that takes no command', build: (stack) => workload(stack, 'api', { entrypoint: ['serve'], command: [] }) },
  ],
});
