import type { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { recordFault } from '../model/fault';
import { captureTrace, type OnStack } from '../model/trace';
import { surrealEnvironment, surrealPassword, surrealPasswordChange } from './databases/surreal-db';
import type { Endpoint } from './endpoint';
import { HealthProbe } from './health-probe';
import type { Image } from './image';
import { Duration, Size, type IDuration, type ISize } from './quantity';
import type { Secret } from './secret';
import { ConfigFile, Volume, type IMountable } from './storage';
import { ProgramRestart, type SupervisorProgram } from './supervisor/program';
import { FATAL_SCRIPT, healthScript } from './supervisor/scripts';
import { programProblems, stopSeconds, SupervisorConfig } from './supervisor/supervisor-config';
import type { EnvValue } from './value';
import type { User } from './container-options';
import { Workload, WorkloadKind } from './workload';
import type { Resources } from './resources';

const DATABASE = 'surrealdb';
const DATABASE_PORT = 8000;
const DATA = '/mydata';
const CONFIG = '/etc/supervisor/conf.d/supervisord.conf';
const HEALTH = '/etc/supervisor/health.py';
const FATAL = '/etc/supervisor/fatal.py';

/** Which programs run in one container with SurrealDB. */
export interface SurrealSingleContainerProps {
  /** An image with supervisord, Python 3, the program `surreal`, and what the programs need. */
  readonly image: Image;

  /** What runs beside the database. */
  readonly programs: readonly SupervisorProgram[];

  /** Size of the database's volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Name of the database's root user, made at the first start.
   * @default 'root'
   */
  readonly username?: string;

  /**
   * The root user's password. It counts at the first start only: later it is changed in the database.
   * @default - the secret `<ID>_PASSWORD` of the stack
   */
  readonly password?: Secret;

  /**
   * Log level of the database unless the operator gives another by the parameter `SURREAL_LOG`.
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * Variables of all programs. Secrets belong here: supervisord.conf cannot hold them.
   * @default - those of the database
   */
  readonly env?: { readonly [name: string]: EnvValue };

  /**
   * What is mounted where. `/tmp`, 64 MiB in memory, has to stay writable: supervisord keeps its socket in it.
   * @default - the database's volume at `/mydata`, and supervisord's files
   */
  readonly mounts?: { readonly [path: string]: IMountable };

  /** @default - 1 to 2 cores, 1 to 4 GiB, for all programs together; an engine refuses more cores than it has */
  readonly resources?: Resources;

  /** @default - 10001:10001 */
  readonly user?: User;

  /**
   * Time between the stop signal and the kill.
   * @default - the stop waits of all programs, which are stopped one after the other, and 5 seconds
   */
  readonly stopGracePeriod?: IDuration;
}

/**
 * One container that runs SurrealDB and the programs around it under supervisord: for platforms that run one container,
 * at the price of one budget, one log and one fate for all of them.
 *
 * supervisord.conf is written from the list. Programs log to the container's own output. Two scripts stand beside it:
 * one asks supervisord whether every program runs, and the database and all programs with a port whether they answer,
 * and is the one health check of the container; the other ends the container when a program cannot be started at all,
 * so that both engines restart it.
 *
 * Runs as 10001:10001 on a read-only root; writable are `/tmp` (memory), the database's volume `/mydata`, and what is
 * mounted. The database answers on the loopback interface only.
 *
 * @example
 * const notebook = new SurrealSingleContainer(stack, 'notebook', {
 *   image: Image.fromReference('example/notebook:1.0.0-single'),
 *   storage: Size.gibibytes(10),
 *   programs: [{ name: 'api', command: ['uvicorn', 'api:app'], priority: 10, http: { port: 5055, healthPath: '/health' } }],
 * });
 * notebook.addEnv('SURREAL_URL', notebook.rpcUrl);
 */
export class SurrealSingleContainer extends Workload {
  public readonly username: string;
  public readonly password: Secret;
  /** Address of the database for the programs in the container. */
  public readonly rpcUrl = `ws://127.0.0.1:${DATABASE_PORT}/rpc`;

  private readonly programEndpoints = new Map<string, Endpoint>();

  public constructor(scope: Construct, id: string, props: SurrealSingleContainerProps) {
    ({ scope, id, props } = given(SurrealSingleContainer, new.target, scope, id, props));
    const username = props.username ?? 'root';
    const password = props.password ?? surrealPassword(scope, id, username, SurrealSingleContainer);
    const programs = [databaseProgram(), ...props.programs];
    const stopping = Duration.seconds(stopSeconds(programs));
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: props.image,
      command: ['supervisord', '-c', CONFIG],
      ...(props.user && { user: props.user }),
      env: { ...surrealEnvironment(scope, { username, password, logLevel: props.logLevel }), ...props.env },
      health: HealthProbe.fromCommand(['python3', HEALTH], {
        startPeriod: Duration.minutes(3),
        startInterval: Duration.seconds(5),
        // The script waits 4 s for each answer.
        timeout: Duration.seconds(5 + 4 * programs.length),
      }),
      stopGracePeriod: props.stopGracePeriod ?? stopping,
      resources: {
        cpu: { request: 1, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4), ...props.resources?.memory },
      },
    });
    this.username = username;
    this.password = password;
    surrealPasswordChange(this, 'surreal', username, password);
    this.addMount(DATA, new Volume(this, 'data', { size: props.storage }));
    this.addMount(CONFIG, new ConfigFile(this, 'supervisord', { fileName: 'supervisord.conf', content: new SupervisorConfig(programs, FATAL) }));
    this.addMount(HEALTH, new ConfigFile(this, 'health', { fileName: 'health.py', content: healthScript(running(programs), healthUrls(programs)) }));
    this.addMount(FATAL, new ConfigFile(this, 'fatal', { fileName: 'fatal.py', content: FATAL_SCRIPT }));
    for (const [path, mountable] of Object.entries(props.mounts ?? {})) this.addMount(path, mountable);
    for (const { name, http } of props.programs) {
      if (!http || this.programEndpoints.has(name)) continue;
      const { port, requestTimeout, publish } = http;
      this.programEndpoints.set(name, this.addEndpoint(name, { port, ...(requestTimeout && { requestTimeout }), ...(publish && { publish }) }));
    }
    this.checkPrograms(programs, (props.stopGracePeriod ?? stopping).toMilliseconds(), new.target);
  }

  /** The port of a program, by the program's name. */
  public endpointOf(program: string): Endpoint | undefined {
    return this.programEndpoints.get(program);
  }

  private checkPrograms(programs: readonly SupervisorProgram[], gracePeriod: number, below: OnStack): void {
    const report = (program: string, rule: string): void =>
      recordFault(this, { kind: 'program', path: this.node.path, program, rule, trace: captureTrace(below) });
    const names = new Set(['fatal']);
    for (const program of programs) {
      for (const problem of programProblems(program)) report(program.name, problem);
      if (names.has(program.name)) report(program.name, 'its name is taken');
      names.add(program.name);
    }
    const seconds = stopSeconds(programs);
    if (seconds * 1000 > gracePeriod) {
      const order = programs.map(({ name }) => name).join(', ');
      report(order, `stopped one after the other they may take ${seconds} s, and the grace period is ${gracePeriod / 1000} s`);
    }
  }
}

guard(SurrealSingleContainer);

function databaseProgram(): SupervisorProgram {
  return {
    name: DATABASE,
    command: ['surreal', 'start', '--bind', `127.0.0.1:${DATABASE_PORT}`, `rocksdb:${DATA}/mydatabase.db`],
    priority: 5,
    startSeconds: 5,
    stopWait: Duration.seconds(30),
    http: { port: DATABASE_PORT, healthPath: '/health' },
  };
}

/** A program that does its work once need not be there any more. */
function running(programs: readonly SupervisorProgram[]): string[] {
  return programs.filter(({ restart }) => restart !== ProgramRestart.NEVER).map(({ name }) => name);
}

function healthUrls(programs: readonly SupervisorProgram[]): string[] {
  return programs.flatMap(({ http }) => (http ? [`http://127.0.0.1:${http.port}${http.healthPath}`] : []));
}
