import type { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { MOST_RETRIES } from '../model/workload';
import type { Image } from './image';
import { tellProviders, type ModelProvider } from './model-provider';
import { Workload, WorkloadKind, type WorkloadOptions } from './workload';

/** What a task runs, and when. */
export interface TaskProps extends WorkloadOptions {
  /** What it runs: often the image of the service that it prepares things for. */
  readonly image: Image;

  /**
   * How often it is tried again when it has failed; {@link Task.UNTIL_SUCCESS} for as often as it takes. It has to bear being
   * run twice.
   * @default 3
   */
  readonly retries?: number;

  /**
   * When it runs, as a cron expression in UTC. Compose has no scheduler: there it is in the profile `scheduled`, or for each
   * of its own profiles in `<profile>-scheduled`, and runs once, by `docker compose run --rm <id>` (`compose/schedule`).
   * @default - once, when the application starts
   */
  readonly schedule?: string;

  /**
   * Services that run the language models: each gives its key as a secret and its address as a parameter, the same as to
   * agents that use it.
   * @default - none
   */
  readonly modelProviders?: readonly ModelProvider[];
}

/**
 * Something that ends: a migration, seeding, the creation of buckets. A Job on Kubernetes, a CronJob with a schedule; in
 * Compose a service that is not restarted.
 *
 * Who starts after it waits until it has ended well. Compose sees to that; on Kubernetes a workload tries again by itself,
 * or is told to wait: then an init container watches the Job.
 *
 * @example
 * const migration = new Task(stack, 'migration', { image, command: ['alembic', 'upgrade', 'head'] });
 * api.startAfter(migration, { kubernetes: StartOrderOnKubernetes.WAIT });
 */
export class Task extends Workload {
  /**
   * For `retries`: until it ends well, however often. `restart: on-failure` in Compose; on Kubernetes, which waits longer each
   * time, at most six minutes, as often as it can count.
   */
  public static readonly UNTIL_SUCCESS = MOST_RETRIES;

  public constructor(scope: Construct, id: string, props: TaskProps) {
    ({ scope, id, props } = given(Task, new.target, scope, id, props));
    super(scope, id, { ...props, kind: WorkloadKind.TASK });
    tellProviders(this, props.modelProviders, props.env, Task);
  }
}

guard(Task);
