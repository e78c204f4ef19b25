import { totalsOf } from '../../scripts/survey/report';
import { readCompose } from '../../scripts/survey/read';
import { surveyFile, type SurveyedFile } from '../../scripts/survey/survey';

function survey(content: string): SurveyedFile {
  return surveyFile(readCompose('compose.yaml', content)!, new Set(['kubernetes/host-port']));
}

function lackingIn({ services }: SurveyedFile): string[] {
  return services.flatMap(({ service, verdicts }) => verdicts.filter(({ level }) => level === 'none').map(({ attribute }) => `${service}: ${attribute}`));
}

test('a service is as it stands, in another form, in need of a hatch, or not there', () => {
  const file = survey(`
services:
  plain: { image: "example/plain:1", environment: { A: "1" } }
  moved: { image: "example/moved:1", ports: ["8080:80"] }
  hatched: { image: "example/hatched:1", cgroup_parent: batch }
  unsayable: { image: "example/unsayable:1", frobnicate: true }
`);
  expect(file.services.map(({ service, level }) => [service, level])).toEqual([['plain', 'exact'], ['moved', 'typed'], ['hatched', 'hatch'], ['unsayable', 'none']]);
  expect(lackingIn(file)).toEqual(['hatched: cgroup_parent', 'unsayable: frobnicate']);
  expect(file.services[3].leftOver).toEqual([{ attribute: 'frobnicate', value: true, why: 'no word says it' }]);
  expect(file.services[1].unsupportedOnKubernetes).toEqual(['kubernetes/host-port']);
  expect(file.isTyped).toBe(false);
  expect(totalsOf([file], 1)).toEqual({ services: 4, exact: 1, typed: 1, hatch: 1, none: 1, files: 2, filesTyped: 0 });
});

test('services that work together are said with what connects them', () => {
  const file = survey(`
name: shop
services:
  web:
    build: ./web
    ports: ["\${WEB_PORT:-8080}:80"]
    environment: { DATABASE_URL: "postgres://shop:\${DB_PASSWORD:?}@my_db:5432/shop", PUBLIC_PORT: "\${WEB_PORT:-8080}" }
    depends_on: { my_db: { condition: service_healthy }, migrate: { condition: service_completed_successfully } }
    restart: always
  migrate: { image: "example/web:\${TAG:-1}", command: migrate --all, depends_on: { my_db: { condition: service_healthy } } }
  my_db:
    image: postgres:16
    environment: { POSTGRES_USER: "\${DB_USER:-shop}", POSTGRES_PASSWORD: "\${DB_PASSWORD:?}" }
    volumes: [db_data:/var/lib/postgresql/data, ./init:/docker-entrypoint-initdb.d:ro]
    healthcheck: { test: ["CMD-SHELL", "pg_isready -U \${DB_USER:-shop}"], interval: 5s, retries: 10 }
    deploy: { resources: { limits: { memory: 1g } } }
volumes: { db_data: }
`);
  expect(lackingIn(file)).toEqual([]);
  expect(file.services.map(({ level }) => level)).toEqual(['typed', 'typed', 'typed']);
  expect(file.isTyped).toBe(true);
});

test('what the library refuses is of the service that it is refused for', () => {
  const file = survey('services: { a: { image: "a:1", ports: ["80:80"] }, b: { image: "b:1", ports: ["80:80"] } }');
  expect(file.services.map(({ level, refused }) => [level, refused.map((finding) => finding.split(':')[0])])).toEqual([['typed', []], ['hatch', ['model/host-port-conflict']]]);
});
