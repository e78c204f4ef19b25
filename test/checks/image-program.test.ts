import { WorkloadKind, type ImageFacts } from 'cdk8s-compose';
import { broken, known, right, SOURCE, stated } from './image-cases';
import { describeRule, findingsOf, workload } from './rule-cases';

const words = (...list: string[]) => ({ words: list, source: SOURCE });
/** A web server behind an entry point, as Dockerfiles say it. */
const SERVER: Partial<ImageFacts> = { entrypoint: words('docker-entrypoint.sh'), command: words('uvicorn', 'app.main:app', '--port', '8000') };
const TASK = { kind: WorkloadKind.TASK };
const ENDS = { ends: { source: 'alembic.ini:1' } };

describeRule('model/image-program', 'what is started is what the facts are about', {
  broken: [
    broken('another command', known(SERVER, { command: ['celery', 'worker'] }), 'is about "uvicorn app.main:app"', '"celery worker" is started'),
    broken('a shell instead of the entry point', known(SERVER, { entrypoint: ['sh', '-c', 'exec celery\nworker'] }), '"sh -c exec celery" is started'),
    broken('another program than the stated one', known({ program: words('python', '-m', 'a') }, { command: ['python', '-m', 'b'] }), 'is about "python -m a"', '"python -m b"'),
    broken('the image\'s own, if the facts are about another', known({ ...SERVER, program: words('celery') }), 'is about "celery"', '"docker-entrypoint.sh uvicorn app.main:app --port 8000"'),
    broken('what the image starts by itself, of which nothing is known', known({ program: words('celery') }), '"what the image starts by itself" is started'),
    broken('another entry point of an image without a command', known({ entrypoint: words('/surreal') }, { entrypoint: ['sh'] }), 'is about "/surreal"'),
    broken('a long line', known(SERVER, { command: ['x'.repeat(80)] }), `"${'x'.repeat(60)}..." is started`),
  ],
  right: [
    right('the image\'s own', known(SERVER)),
    right('the same with other options', known(SERVER, { command: ['uvicorn', 'app.main:app', '--port', '9000', '--reload'] })),
    right('options alone, for the entry point', known({ entrypoint: words('docker-entrypoint.sh'), command: words('postgres') }, { command: ['-c', 'max_connections=200'] })),
    right('a command of an image that has none', known({ entrypoint: words('/surreal'), command: words() }, { command: ['start'] })),
    right('the same without the entry point', known(SERVER, { entrypoint: ['uvicorn', 'app.main:app'] })),
    right('the same entry point and command as the entry point', known(SERVER, { entrypoint: ['docker-entrypoint.sh', 'uvicorn', 'app.main:app'] })),
    right('the stated program as the command', known({ ...SERVER, program: words('celery') }, { command: ['celery', 'worker'] })),
    right('the stated program as the entry point', known({ ...SERVER, program: words('celery') }, { entrypoint: ['celery'] })),
    right('the stated program behind a wrapper', known({ program: words('celery') }, { command: ['celery'] }, (api) => api.wrapCommand(['/mount.sh']))),
    right('the image\'s own command behind a wrapper', known(SERVER, { command: ['uvicorn', 'app.main:app'] }, (api) => api.wrapCommand(['/mount.sh']))),
    right('any command of an image whose own is not known', known({}, { command: ['celery'] })),
    right('any entry point of an image whose own is not known', known({}, { entrypoint: ['celery'] })),
  ],
});

test('of another program, only what is true of the image is compared', () => {
  const facts: Partial<ImageFacts> = { ...SERVER, users: stated({ uid: 70 }), writes: stated({ path: '/data' }) };
  const codes = (command: string[]) => findingsOf(known(facts, { command })).map(({ code }) => code).filter((code) => code.startsWith('model/image'));
  expect(codes(['uvicorn', 'app.main:app'])).toEqual(['model/image-user', 'model/image-write']);
  expect(codes(['celery'])).toEqual(['model/image-program']);
});

describeRule('model/image-ends', 'what ends is a task, and what does not is none', {
  broken: [
    broken('a service that ends', known(ENDS), 'ends when its work is done (alembic.ini:1)', 'is no task'),
    broken('a stateful workload that ends', known(ENDS, { kind: WorkloadKind.STATEFUL }), 'is no task'),
    broken('a task that never ends', known({}, TASK), 'runs until it is stopped', 'is a task'),
  ],
  right: [
    right('a service that runs on', known({})),
    right('a task that ends', known(ENDS, TASK)),
    right('a task of which nothing is known', (stack) => workload(stack, 'api', TASK)),
  ],
});
