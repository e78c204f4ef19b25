import {
  type App, Duration, Image, ProgramRestart, Publish, Redis, Scratch, Secret, Size, Stack, SurrealSingleContainer, text,
} from 'cdk8s-compose';

export const description = 'SurrealDB and three programs under supervisord, with everything that a program can say.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const redis = new Redis(stack, 'redis');
  const notes = new SurrealSingleContainer(stack, 'notes', {
    image: Image.fromReference('example/notes:1.0.0-single'),
    storage: Size.gibibytes(10),
    logLevel: 'warn',
    env: { MODEL_KEY: new Secret(stack, 'MODEL_KEY', { description: 'Key of the model provider.' }) },
    mounts: { '/app/cache': Scratch.ofSize(Size.mebibytes(32)) },
    programs: [
      {
        name: 'api',
        command: ['uvicorn', 'api:app', '--queue', redis.url(), '--greeting', "100% it's # 1; done", ''],
        directory: '/app',
        environment: { QUEUE: text`${redis.host}:${redis.port}`, RATE: '50%', TITLE: 'a "quoted" title', WORKERS: 2 },
        priority: 10,
        startSeconds: 3,
        startRetries: 5,
        stopWait: Duration.seconds(20),
        http: { port: 5055, healthPath: '/health', publish: Publish.onLoopback(5055) },
      },
      { name: 'worker', command: ['worker'], priority: 20, restart: ProgramRestart.ON_FAILURE },
      { name: 'seed', command: ['seed', '--once'], restart: ProgramRestart.NEVER, stopWait: Duration.millis(1500) },
    ],
  });
  notes.addEnv('SURREAL_URL', notes.rpcUrl);
  return stack;
}
