import { type App, Duration, Image, Secret, Size, Stack, SurrealSingleContainer } from 'cdk8s-compose';

export const description = 'Programs that supervisord.conf cannot carry, and a grace period that is too short for them.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  new SurrealSingleContainer(stack, 'notes', {
    image: Image.fromReference('example/notes:1.0.0-single'),
    storage: Size.gibibytes(10),
    stopGracePeriod: Duration.seconds(30),
    programs: [
      { name: 'Web Server', command: [] },
      { name: 'api', command: ['sh', '-c', 'echo a\necho b'], directory: '/srv #1', priority: -1, startSeconds: 0.5 },
      {
        name: 'api',
        command: ['api'],
        environment: { BOTH: `a "b" 'c'`, COMMENT: 'a ; b', EDGE: 'b"', LINES: 'a\nb', KEY: new Secret(stack, 'KEY', { description: 'A key.' }) },
      },
      { name: 'fatal', command: ['fatal'] },
    ],
  });
  return stack;
}
