import { HealthProbe, Image, Size, Volume, WorkloadKind, type OperationsOptions, type Stack } from 'cdk8s-compose';
import { describeRule, workload, type Broken } from './rule-cases';

const operated = (operations: OperationsOptions) => (stack: Stack) => void workload(stack, 'api', operations).addEndpoint('http', { port: 80 });
const stateful = (operations: OperationsOptions) => (stack: Stack) => workload(stack, 'api', { kind: WorkloadKind.STATEFUL, ...operations });
const withVolume = (operations: OperationsOptions) => (stack: Stack) =>
  workload(stack, 'api', { mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) }, ...operations });
const scheduled = (schedule: string) => (stack: Stack) => workload(stack, 'api', { kind: WorkloadKind.TASK, schedule });

const broken = (when: string, build: Broken['build'], ...says: string[]): Broken => ({ when, build, at: 'shop/api', says });

describeRule('model/invalid-operation', 'what an operator asks for fits the workload', {
  broken: [
    broken('no open files', operated({ openFiles: 0 }), 'OpenFiles is 0'),
    broken('no attempts', operated({ restart: { attempts: 0 } }), 'Restart.attempts is 0, but it has to be a whole number of at least 1.'),
    broken('attempts of a task', (stack) => workload(stack, 'api', { kind: WorkloadKind.TASK, restart: { attempts: 2 } }), 'Restart is 2 attempts, but a task has retries.'),
    broken('an update that replaces nothing', operated({ rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }), 'RollingUpdate is 0 more and 0 fewer, but nothing could ever be replaced.'),
    broken('half a log file', operated({ logRotation: { files: 0.5 } }), 'files: it has to be a whole number of at least 1'),
    broken('metrics on a port that is not there', operated({ metrics: { endpoint: 'admin' } }), 'Metrics.endpoint is admin, but the workload has no such TCP endpoint.'),
    broken('metrics on a path that is none', operated({ metrics: { endpoint: 'http', path: 'metrics' } }), 'Metrics.path is metrics, but the path has to begin with'),
    broken('fewer replicas at most than at least', operated({ autoscaling: { maxReplicas: 0 } }), 'Autoscaling.maxReplicas is 0'),
    broken('scaling what has data of its own', stateful({ autoscaling: { maxReplicas: 3 } }), 'Autoscaling is 3 replicas, but only a service can be scaled.'),
    broken('scaling what has a volume for one writer', withVolume({ autoscaling: { maxReplicas: 3 } }), 'Autoscaling is 3 replicas, but it has a volume for one writer.'),
    broken('a schedule in words', scheduled('@daily'), 'Schedule is "@daily", but it has to be five fields'),
    broken('an hour that no day has', scheduled('0 24 * * *'), '"0 24 * * *"'),
    broken('waiting for what runs at times of its own', (stack) => workload(stack).startAfter(workload(stack, 'nightly', { kind: WorkloadKind.TASK, schedule: '0 3 * * *' })), 'StartAfter is nightly, but'),
    broken('scaling down to nothing', operated({ autoscaling: { maxReplicas: 3 }, replicas: 0 } as OperationsOptions), 'Autoscaling is from 0 replicas, but an autoscaler keeps at least 1.'),
  ],
  right: [
    { when: 'everything at once', build: operated({ openFiles: 1, init: true, restart: { attempts: 1 }, rollingUpdate: { maxUnavailable: 1 }, logRotation: {}, metrics: { endpoint: 'http' }, autoscaling: { maxReplicas: 1 } }) },
    { when: 'every form of a schedule', build: scheduled('*/5 0-6,22 1 * 1-5/2') },
    { when: 'a task without a schedule', build: (stack) => workload(stack, 'api', { kind: WorkloadKind.TASK }) },
  ],
});

describeRule('kubernetes/rolling-update', 'settings for a rolling update are for what can be rolled', {
  broken: [
    broken('what has data of its own', stateful({ rollingUpdate: {} }), 'it is not a service'),
    broken('what has a volume for one writer', withVolume({ rollingUpdate: {} }), 'a volume for one writer'),
  ],
  right: [{ when: 'a service with a health probe', build: (stack) => workload(stack, 'api', { image: Image.fromReference('a:1'), health: HealthProbe.fromCommand(['true']), rollingUpdate: {} }) }],
});
