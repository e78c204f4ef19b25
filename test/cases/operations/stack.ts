import { type App, Duration, Image, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Everything that an operator can ask for of a service that runs in several replicas.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    replicas: 2,
    openFiles: 16384,
    init: true,
    restart: { attempts: 3, delay: Duration.seconds(5) },
    rollingUpdate: { maxSurge: 2, maxUnavailable: 1, settleTime: Duration.seconds(10) },
    logRotation: { maxSize: Size.mebibytes(20), files: 3 },
    metrics: { endpoint: 'http' },
    autoscaling: { maxReplicas: 6, cpuUtilization: 70 },
  });
  api.addEndpoint('http', { port: 8000 });
  return stack;
}
