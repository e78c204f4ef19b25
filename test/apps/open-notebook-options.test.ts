import { App } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { OpenNotebook, type OpenNotebookProps } from '../../apps/open-notebook/open-notebook';

const outputOf = (props: OpenNotebookProps = {}) => synthesize(new OpenNotebook(new App(), 'notes', props));

/** Upstream takes a provider for one that it has when one of these is set, also to nothing. */
const PROVIDER = /_API_KEY(?:_[A-Z]+)?$|^OLLAMA_API_BASE$|^OPENAI_COMPATIBLE_|^AZURE_OPENAI_|^VERTEX_PROJECT$/;

test('a provider that is not given is not set, in both targets', () => {
  const { compose, kubernetes } = outputOf();
  const handed = Object.entries(compose!.services.api.environment!).filter(([name]) => PROVIDER.test(name));
  expect(handed.length).toBeGreaterThan(30);
  expect(handed.filter(([, value]) => value !== null)).toEqual([]);

  const api = kubernetes.find(({ kind, metadata }) => kind === 'Deployment' && metadata?.name === 'api') as unknown as {
    spec: { template: { spec: { containers: { env: { name: string; valueFrom?: Record<string, { optional?: boolean }> }[] }[] } } };
  };
  const variables = api.spec.template.spec.containers[0].env.filter(({ name }) => PROVIDER.test(name));
  expect(variables).toHaveLength(handed.length);
  for (const { name, valueFrom } of variables) expect([name, Object.values(valueFrom ?? {})[0]?.optional]).toEqual([name, true]);
});

test.each<OpenNotebookProps>([{}, { form: 'single' }, { mode: 'development' }, { host: 'notes.example.org' }])('nothing starts without the two secrets: %j', (props) => {
  const { compose } = outputOf(props);
  const { environment } = compose!.services[props.form === 'single' ? 'open-notebook' : 'api'];
  for (const name of ['OPEN_NOTEBOOK_ENCRYPTION_KEY', 'OPEN_NOTEBOOK_PASSWORD']) expect(environment![name]).toMatch(/^\$\{[A-Z_]+:\?/);
});

test('the worker is told how many jobs it may do at once', () => {
  expect(outputOf().compose!.services.worker.command!.slice(-2)).toEqual(['--max-tasks', '${OPEN_NOTEBOOK_WORKER_MAX_TASKS:-5}']);
  const { files, compose } = outputOf({ form: 'single' });
  expect(files.get('compose/notes/files/open-notebook-supervisord.supervisord.conf')).toContain('--max-tasks "$OPEN_NOTEBOOK_WORKER_MAX_TASKS"');
  expect(compose!.services['open-notebook'].environment!['OPEN_NOTEBOOK_WORKER_MAX_TASKS']).toBe('${OPEN_NOTEBOOK_WORKER_MAX_TASKS:-5}');
});

test('a checkout is built by the target of its form', () => {
  const targetOf = (props: OpenNotebookProps, service: string) => outputOf({ ...props, mode: 'development' }).compose!.services[service].build;
  expect(targetOf({}, 'api')).toMatchObject({ target: 'runtime' });
  expect(targetOf({ form: 'single' }, 'open-notebook')).toMatchObject({ target: 'single' });
});

test('a page of the public host may use the API from a browser, and no other', () => {
  expect(outputOf({ host: 'notes.example.org' }).compose!.services.api.environment!['CORS_ORIGINS']).toBe('https://notes.example.org');
});
