import { heldIn, variablesOf, type Held } from '../../scripts/e2e/inside/variables-of';
import { must } from '../../scripts/e2e/command';

jest.mock('../../scripts/e2e/command', () => ({ ...jest.requireActual<object>('../../scripts/e2e/command'), must: jest.fn() }));

const HELD: Held = new Map<string, Readonly<Record<string, string>>>([
  ['ConfigMap desk-parameters', { LEVEL: 'debug', REGION: 'north' }],
  ['Secret desk-secrets', { PASSWORD: '$ecret' }],
]);

test('what objects of a namespace hold is read in clear', () => {
  jest.mocked(must).mockReturnValue(JSON.stringify({ items: [
    { kind: 'ConfigMap', metadata: { name: 'desk-parameters' }, data: { LEVEL: 'debug', REGION: 'north' } },
    { kind: 'Secret', metadata: { name: 'desk-secrets' }, data: { PASSWORD: Buffer.from('$ecret').toString('base64') } },
    { kind: 'ConfigMap', metadata: { name: 'empty' } },
  ] }));
  expect(heldIn('desk')).toEqual(new Map([...HELD, ['ConfigMap empty', {}]]));
});

test('the variables of what has ended are those that the API was asked to give it', () => {
  const variables = variablesOf({
    envFrom: [{ configMapRef: { name: 'desk-parameters' }, prefix: 'DESK_' }, { secretRef: { name: 'no-such', optional: true } }],
    env: [
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'desk-secrets', key: 'PASSWORD' } } },
      { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'desk-parameters', key: 'LEVEL' } } },
      { name: 'ABSENT', valueFrom: { configMapKeyRef: { name: 'desk-parameters', key: 'ABSENT', optional: true } } },
      { name: 'DATABASE', value: 'desk:$(PASSWORD)@db/$(LATER)?$$(LEVEL)' },
      { name: 'LATER', value: 'x' },
      { name: 'EMPTY' },
    ],
  }, HELD);
  expect(Object.fromEntries(variables)).toEqual({
    DESK_LEVEL: 'debug', DESK_REGION: 'north', PASSWORD: '$ecret', LEVEL: 'debug', DATABASE: 'desk:$ecret@db/$(LATER)?$(LEVEL)', LATER: 'x', EMPTY: '',
  });
});
