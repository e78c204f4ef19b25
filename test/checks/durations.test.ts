import { Duration, FrontendNginx, HealthProbe, Publish, Route, type Endpoint, type HealthProbeOptions, type Stack } from 'cdk8s-compose';
import { describeRule, IMAGE, workload, type Broken, type Build } from './rule-cases';

const IMPOSSIBLE = [-1];

interface Field {
  readonly field: string;
  readonly least: number;
  readonly build: (milliseconds: number) => Build;
}

const probe = (name: keyof HealthProbeOptions): Field['build'] => (milliseconds) => (stack) =>
  workload(stack, 'api', { health: HealthProbe.fromCommand(['true'], { [name]: Duration.millis(milliseconds) }) });

const FIELDS: readonly Field[] = [
  { field: 'StopGracePeriod', least: 1000, build: (ms) => (stack) => workload(stack, 'api', { stopGracePeriod: Duration.millis(ms) }) },
  {
    field: 'RequestTimeout',
    least: 1000,
    build: (ms) => (stack) => workload(stack).addEndpoint('http', { port: 80, publish: Publish.atHost('example.com', { requestTimeout: Duration.millis(ms) }) }),
  },
  { field: 'Health interval', least: 1, build: probe('interval') },
  { field: 'Health timeout', least: 1, build: probe('timeout') },
  { field: 'Health startPeriod', least: 0, build: probe('startPeriod') },
  { field: 'Health startInterval', least: 1, build: probe('startInterval') },
];

describe.each(FIELDS)('$field', ({ field, least, build }) => {
  describeRule('model/invalid-duration', `at least ${least} ms`, {
    broken: [...IMPOSSIBLE, ...(least > 0 ? [0, least - 1] : [])].map((milliseconds) => ({
      when: `${milliseconds} ms`,
      build: build(milliseconds),
      at: 'shop/api',
      says: [`${field} is ${milliseconds} ms`, `at least ${least} ms`],
    })),
    right: [least, 3_600_000].map((milliseconds) => ({ when: `${milliseconds} ms`, build: build(milliseconds) })),
  });
});

const routed = (route: (peer: Endpoint) => Route): Build => (stack) => {
  const peer = endpoint(stack);
  new FrontendNginx(stack, 'web', { image: IMAGE, routes: [route(peer)] });
};

function endpoint(stack: Stack): Endpoint {
  return workload(stack).addEndpoint('http', { port: 80 });
}

describeRule('model/invalid-duration', 'the times of a route', {
  broken: [-1, 0, 999].flatMap((milliseconds): Broken[] => {
    const timeout = Duration.millis(milliseconds);
    const says = ['timeout of the route /api', `is ${milliseconds} ms`, 'at least 1000 ms'];
    return [
      { when: `a proxy that waits ${milliseconds} ms`, build: routed((peer) => Route.proxy('/api', peer, { timeout })), at: 'shop/web', says },
      { when: `a WebSocket that waits ${milliseconds} ms`, build: routed((peer) => Route.webSocket('/api', peer, { timeout })), at: 'shop/web', says },
      {
        when: `an endpoint that asks for ${milliseconds} ms`,
        build: (stack) => {
          const peer = workload(stack).addEndpoint('http', { port: 80, requestTimeout: timeout });
          new FrontendNginx(stack, 'web', { image: IMAGE }).addRoute(Route.proxy('/api', peer));
        },
        at: 'shop/web',
        says,
      },
    ];
  }).concat(
    IMPOSSIBLE.map((milliseconds) => ({
      when: `files that are kept for ${milliseconds} ms`,
      build: routed(() => Route.staticFiles('/assets', { maxAge: Duration.millis(milliseconds) })),
      at: 'shop/web',
      says: ['maxAge of the route /assets', `is ${milliseconds} ms`],
    })),
  ),
  right: [
    { when: 'a proxy that waits a second', build: routed((peer) => Route.proxy('/api', peer, { timeout: Duration.seconds(1) })) },
    { when: 'files that are not kept', build: routed(() => Route.staticFiles('/assets', { maxAge: Duration.millis(0) })) },
  ],
});

describeRule('model/invalid-duration', 'who sleeps before a stop has time left to stop', {
  broken: [[10, 5], [6, 3]].map(([grace, sleep]) => ({
    when: `twice ${sleep} s within ${grace} s`,
    build: (stack: Stack) => workload(stack, 'api', { stopGracePeriod: Duration.seconds(grace), preStop: [{ sleep: Duration.seconds(sleep) }, { sleep: Duration.seconds(sleep) }] }),
    at: 'shop/api',
    says: [`PreStop sleep is ${sleep * 2000} ms`, `less than its stopGracePeriod, ${grace * 1000} ms`],
  })),
  right: [
    { when: 'less', build: (stack) => workload(stack, 'api', { stopGracePeriod: Duration.seconds(6), preStop: [{ sleep: Duration.seconds(5) }] }) },
    { when: 'a start, which nobody waits for so long', build: (stack) => workload(stack, 'api', { stopGracePeriod: Duration.seconds(6), postStart: [{ sleep: Duration.seconds(6) }] }) },
  ],
});
