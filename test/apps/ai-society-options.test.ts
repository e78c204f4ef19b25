import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { AiSociety, type AiSocietyProps } from '../../apps/ai-society/ai-society';
import { startScript } from '../../apps/ai-society/start-script';

const FOLDER = path.join(__dirname, '../../apps/ai-society');

const outputOf = (props: AiSocietyProps) => synthesize(new AiSociety(new App(), 'town', props));
const servicesOf = (props: AiSocietyProps) => outputOf(props).compose!.services;

test('images come from where they were pushed', () => {
  const services = servicesOf({ registry: 'registry.example.org/team', version: '2' });
  expect([services.backend.image, services.migration.image, services.frontend.image]).toEqual([
    'registry.example.org/team/ai-society/backend:2', 'registry.example.org/team/ai-society/backend:2', 'registry.example.org/team/ai-society/frontend:2',
  ]);
});

test('both Dockerfiles are for the commit that is the default tag', () => {
  const [, tag] = servicesOf({}).backend.image.split(':');
  for (const part of ['backend', 'frontend']) {
    expect(fs.readFileSync(path.join(FOLDER, `${part}.Dockerfile`), 'utf8')).toMatch(new RegExp(`^# .* at ${tag}[0-9a-f]{33};`));
  }
});

test('the stores that nothing calls can stay away', () => {
  const services = servicesOf({ idleStores: false });
  expect(Object.keys(services).sort()).toEqual(['backend', 'backend-data-owner', 'frontend', 'migration', 'postgres']);
  expect(services.backend.environment).not.toHaveProperty('REDIS_URL');
});

test('the backend waits for its tables in both targets', () => {
  const { compose, kubernetes } = outputOf({});
  expect(compose!.services.backend.depends_on).toMatchObject({ migration: { condition: 'service_completed_successfully' } });
  expect(compose!.services.migration.depends_on).toMatchObject({ postgres: { condition: 'service_healthy' } });
  const backend = kubernetes.find(({ kind, metadata }) => kind === 'Deployment' && metadata?.name === 'backend') as unknown as {
    spec: { replicas: number; strategy: object; template: { spec: { initContainers: { name: string }[] } } };
  };
  expect(backend.spec.template.spec.initContainers.map(({ name }) => name)).toEqual(['wait-for-migration']);
  expect([backend.spec.replicas, backend.spec.strategy]).toEqual([1, { type: 'Recreate' }]);
});

test('a SQLite file takes an image that can read one, and brings it up to date itself', () => {
  const { compose, files } = outputOf({ database: 'sqlite' });
  expect(compose!.services.backend.image).toMatch(/-sqlite$/);
  expect(compose!.services).not.toHaveProperty('migration');
  expect(files.get('compose/town/files/backend-start.start.sh')).toContain('\nalembic upgrade head\n');
});

describe('the places of a new world', () => {
  const { locations } = JSON.parse(fs.readFileSync(path.join(FOLDER, 'locations.json'), 'utf8')) as {
    locations: { id: string; type: string; x: number; y: number; width: number; height: number }[];
  };

  test('have ids that fit into the column, and lie on the map', () => {
    // models.py: location_id is String(20); config.py: the map is 100 by 100.
    for (const { id, x, y, width, height } of locations) {
      expect([id, id.length <= 20, x >= 0 && x + width <= 100, y >= 0 && y + height <= 100]).toEqual([id, true, true, true]);
    }
    expect(new Set(locations.map(({ id }) => id)).size).toBe(locations.length);
  });

  test('are of types that upstream knows, a home among them', () => {
    const types = ['apartment', 'house', 'cafe', 'restaurant', 'supermarket', 'mall', 'office', 'factory', 'school', 'hospital', 'park', 'plaza', 'library', 'bank', 'gym', 'barbershop'];
    expect(locations.map(({ type }) => type).filter((type) => !types.includes(type))).toEqual([]);
    expect(locations.some(({ type }) => type === 'apartment')).toBe(true);
  });

  test('can be those of a file of the operator', () => {
    const { files } = outputOf({ locations: path.join(FOLDER, '../../package.json') });
    expect(files.get('compose/town/files/backend-locations.locations.json')).toContain('"name": "cdk8s-compose"');
  });
});

test('the first places are the application\'s to change, though it gets them read-only', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'places-'));
  fs.mkdirSync(path.join(directory, 'data'));
  const [given, own] = [path.join(directory, 'given.json'), path.join(directory, 'data/locations.json')];
  fs.writeFileSync(given, '[]\n', { mode: 0o444 });
  const script = startScript(given, { migrate: false });
  expect(execFileSync('sh', ['-c', script, 'start', 'echo', 'started'], { cwd: directory, encoding: 'utf8' })).toBe('started\n');
  expect(fs.readFileSync(own, 'utf8')).toBe('[]\n');
  expect(fs.statSync(own).mode & 0o200).toBe(0o200);
});
