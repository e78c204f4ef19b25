import { relocated } from '../../lib/model/registries';

const REGISTRIES = { 'docker.io': 'mirror.example.com/hub', 'ghcr.io': 'mirror.example.com/ghcr', localhost: 'mirror.example.com/own', 'registry:5000': 'other' };

test.each([
  ['postgres:17', 'mirror.example.com/hub/library/postgres:17'],
  ['postgres', 'mirror.example.com/hub/library/postgres'],
  ['example/api:1.0', 'mirror.example.com/hub/example/api:1.0'],
  ['docker.io/postgres:17', 'mirror.example.com/hub/library/postgres:17'],
  ['docker.io/library/postgres:17', 'mirror.example.com/hub/library/postgres:17'],
  ['docker.io/example/api', 'mirror.example.com/hub/example/api'],
  ['ghcr.io/example/api@sha256:' + 'a'.repeat(64), 'mirror.example.com/ghcr/example/api@sha256:' + 'a'.repeat(64)],
  ['localhost/shop/web:latest', 'mirror.example.com/own/shop/web:latest'],
  ['registry:5000/api:1', 'other/api:1'],
  ['quay.io/example/api:1', 'quay.io/example/api:1'],
  ['localhost:5000/api', 'localhost:5000/api'],
  ['my.owner/api', 'my.owner/api'],
])('%s is found at %s', (reference, place) => {
  expect(relocated(reference, REGISTRIES)).toBe(place);
});

test('what nothing is said of stays as it is, whatever it is called', () => {
  for (const reference of ['postgres', 'constructor/api', 'toString.x/api']) expect(relocated(reference, {})).toBe(reference);
});
