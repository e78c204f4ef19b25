import type { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import type { Image } from './image';
import { tellProviders, type ModelProvider } from './model-provider';
import { Duration, Size } from './quantity';
import { Workload, type WorkloadOptions } from './workload';

/** What a worker runs. */
export interface WorkerProps extends WorkloadOptions {
  /** What it runs; usually the image of the service that gives it its work. */
  readonly image: Image;

  /**
   * Services that run the language models: each gives its key as a secret and its address as a parameter, the same as to
   * agents that use it.
   * @default - none
   */
  readonly modelProviders?: readonly ModelProvider[];
}

/**
 * A program that fetches its work from a database or queue and opens no port: it has no Service, and nobody is let in.
 *
 * Unless told otherwise it may use 2 cores and 2 GiB, and has 2 minutes to finish the job in hand when it is stopped.
 * Without a port there is nothing to ask: a running container counts as a working one, unless `health` gives a command or, in
 * Compose alone, its image has a HEALTHCHECK.
 *
 * @example
 * new Worker(stack, 'worker', {
 *   image: Image.fromReference('example/agent:2.1.0'),
 *   command: ['celery', '-A', 'tasks', 'worker'],
 *   env: { QUEUE_URL: redis.url() },
 * });
 */
export class Worker extends Workload {
  public constructor(scope: Construct, id: string, props: WorkerProps) {
    ({ scope, id, props } = given(Worker, new.target, scope, id, props));
    super(scope, id, {
      stopGracePeriod: Duration.minutes(2),
      ...props,
      resources: {
        cpu: { request: 0.25, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(2), ...props.resources?.memory },
      },
    });
    tellProviders(this, props.modelProviders, props.env, Worker);
  }
}

guard(Worker);
