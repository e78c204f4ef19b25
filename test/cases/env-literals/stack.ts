import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Values of the environment arrive as they were written, whatever YAML, Compose or Kubernetes see in them.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: {
      ANSWER: 42,
      DEBUG: false,
      RATIO: 0.5,
      EMPTY: '',
      YES: 'yes',
      NULL: 'null',
      OCTAL: '0o17',
      SEXAGESIMAL: '22:22',
      EXPONENT: '1e3',
      DATE: '2024-01-01',
      COMMENT: 'a # b',
      DASH: '-',
      STAR: '*anchor',
      BRACES: '{{ .Values.x }}',
      QUOTES: `"it's"`,
      BLANKS: '  both sides  ',
      LINES: 'first\nsecond\n',
      UNICODE: 'naïve – 東京 🚀',
      DOLLAR: '$',
      DOLLARS: 'pa$$word',
      SHELL: '$HOME',
      COMPOSE: '${HOME:-/root}',
      KUBERNETES: '$(HOSTNAME)',
      NGINX: '$host$request_uri',
      BCRYPT: '$2y$10$abcdefghij',
      BROKEN: '${foo.bar} $( ${',
    },
  });
  return stack;
}
