import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { recordFault } from '../model/fault';
import { captureTrace, type OnStack } from '../model/trace';
import { reportUnknownVersion, withFacts } from './databases/known-image';
import type { Endpoint } from './endpoint';
import { HealthProbe, ProbeClient } from './health-probe';
import type { Image } from './image';
import { reportMeaningless } from './meaningless';
import { NginxConfig } from './nginx-config';
import { NGINX_IMAGE } from './nginx-facts';
import { elementsOf, isRoutePath, PATH_RULE } from './nginx-paths';
import { NginxStart } from './nginx-start';
import type { Publish } from './publish';
import { bytesOf, Duration, Size, type ISize } from './quantity';
import type { Route } from './route';
import { isHeaderText, type SecurityHeaders } from './security-headers';
import { ConfigFile, Scratch } from './storage';
import type { TlsCertificate } from './tls-certificate';
import { Workload, type WorkloadOptions } from './workload';

const HEALTH_PATH = '/healthz';
const TLS_PORT = 8443;
const REDIRECT_PORT = 8081;
const TLS_DIRECTORY = '/etc/nginx/tls';
const START_FILE = '/etc/nginx/start.sh';

/** A directory that nginx.conf can carry without quotes. */
const IN_NGINX_CONF = /^\/[^\s;{}"'\\$#]*$/;

/** How nginx is asked whether it works. */
export const HEALTH_OPTIONS = {
  client: ProbeClient.WGET,
  timeout: Duration.seconds(5),
  startPeriod: Duration.seconds(10),
  startInterval: Duration.seconds(2),
};

/** What a front end serves, and where. */
export interface FrontendNginxProps extends WorkloadOptions {
  /**
   * An image made from `nginx:*-alpine`, 1.27.3 or later, with the built files in `root`. Its own configuration and entry
   * point are replaced; what is in `/docker-entrypoint.d` is run.
   */
  readonly image: Image;

  /**
   * What is served and what is passed on. More can be added with `addRoute`.
   * @default - the files of `root`, and nothing else
   */
  readonly routes?: readonly Route[];

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Port in the container; a high one, because nginx does not run as root here.
   * @default 8080
   */
  readonly port?: number;

  /**
   * Directory of the built files in the image.
   * @default '/usr/share/nginx/html'
   */
  readonly root?: string;

  /**
   * Largest request body.
   * @default Size.mebibytes(100)
   */
  readonly maxBodySize?: ISize;

  /**
   * Certificate with which it also answers on port 8443, the endpoint `https`.
   * @default - none: TLS ends in front of it
   */
  readonly certificate?: TlsCertificate;

  /**
   * Who outside the application may reach the endpoint `https`. Needs a certificate.
   * @default - its peers only
   */
  readonly publishHttps?: Publish;

  /**
   * Who outside the application may reach the endpoint `redirect` on port 8081, which leads every request to the same
   * address with TLS, on port 443, also where the operator has moved that port. Needs a certificate.
   * @default - there is no such endpoint
   */
  readonly publishRedirect?: Publish;

  /**
   * What browsers are told to be careful about.
   * @default - types are not guessed, other sites are told the origin alone
   */
  readonly securityHeaders?: SecurityHeaders;
}

/**
 * A web front end: built files served by nginx, with an API behind the same host. nginx.conf is written from typed
 * routes, so what it passes on to is also what it waits for and may talk to.
 *
 * Runs as nginx' own user, 101:101, on a read-only root. It answers `/healthz` itself. Unless told otherwise it may use
 * 1 core and 256 MiB.
 *
 * @example
 * new FrontendNginx(stack, 'web', {
 *   image: Image.fromReference('example/web:1.0.0'),
 *   routes: [Route.proxy('/api', agent.http), Route.staticFiles('/assets/'), Route.singlePageApp('/')],
 *   publish: Publish.atHost('agents.example.com'),
 * });
 */
export class FrontendNginx extends Workload {
  /** What browsers ask. */
  public readonly http: Endpoint;

  /** @internal */
  protected readonly _routes: Route[];

  public constructor(scope: Construct, id: string, props: FrontendNginxProps) {
    ({ scope, id, props } = given(FrontendNginx, new.target, scope, id, props));
    super(scope, id, {
      egress: false,
      user: { uid: 101, gid: 101 },
      health: HealthProbe.fromHttpGet(HEALTH_PATH, HEALTH_OPTIONS),
      command: ['nginx', '-g', 'daemon off;'],
      ...props,
      image: withFacts(props.image, NGINX_IMAGE),
      resources: {
        cpu: { request: 0.05, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, props.image, NGINX_IMAGE, new.target);
    const port = props.port ?? 8080;
    this._routes = [];
    for (const route of props.routes ?? []) this.accept(route, new.target);
    const root = props.root ?? '/usr/share/nginx/html';
    const maxBodySize = props.maxBodySize ?? Size.mebibytes(100);
    this.checkFiles(root, bytesOf(maxBodySize), new.target);
    this.checkOptions(props, new.target);
    this.http = this.addEndpoint('http', {
      port,
      // Routes may still be added: what stands in front waits as long as the most patient of them.
      requestTimeout: { toMilliseconds: () => Math.max(60_000, ...this._routes.map((route) => route._timeout())) },
      maxBodySize,
      ...(props.publish && { publish: props.publish }),
    });
    if (props.certificate) {
      this.addEndpoint('https', { port: TLS_PORT, maxBodySize, ...(props.publishHttps && { publish: props.publishHttps }) });
      if (props.publishRedirect) this.addEndpoint('redirect', { port: REDIRECT_PORT, publish: props.publishRedirect });
      this._mountOwn(TLS_DIRECTORY, props.certificate, 'a certificate, which stands there');
    }
    const tls = props.certificate && { port: TLS_PORT, directory: TLS_DIRECTORY };
    const content = new NginxConfig({
      port, maxBodySize, healthPath: this._healthPath,
      root: this._servesFiles ? root : undefined,
      ...(this._servesFiles && { headers: props.securityHeaders ?? {} }),
      ...(tls && { tls }),
      ...(props.certificate && props.publishRedirect && { redirectPort: REDIRECT_PORT }),
    }, this._routes);
    this._mountOwn('/etc/nginx/nginx.conf', new ConfigFile(this, 'nginx', { fileName: 'nginx.conf', content }), 'the nginx.conf that is made of the routes');
    const start = new NginxStart(() => this._routes.flatMap((route) => route._backend ?? []), tls?.directory);
    this._mountOwn(START_FILE, new ConfigFile(this, 'start', { fileName: 'start.sh', content: start }), 'the script that starts nginx');
    this.wrapCommand(['sh', START_FILE]);
    this._mountOwn('/var/cache/nginx', Scratch.ofSize(Size.mebibytes(64)), 'the cache of nginx');
  }

  /** @internal */
  protected get _healthPath(): string {
    return HEALTH_PATH;
  }

  /**
   * Whether there are files of its own, and answers that nobody else says anything of.
   * @internal
   */
  protected get _servesFiles(): boolean {
    return true;
  }

  /** Adds a route; each path can have one. */
  public addRoute(route: Route): void {
    this.accept(route, this.addRoute);
  }

  /** One that leads back here is left out: nothing that follows from it would be true. */
  private accept(route: Route, below: OnStack): void {
    this.checkRoute(route, below);
    const way = this.wayBack(route);
    if (way === undefined) this._routes.push(route);
    else this.report(route, `leads back here: ${way.join(' -> ')}`, 'Pass it on to the workload that answers it.', below);
  }

  /** The front ends on the way of its requests, if they come back here. */
  private wayBack({ _backend }: Route, way: readonly FrontendNginx[] = [this]): readonly string[] | undefined {
    const to = _backend?.workload;
    if (to === this) return [...way, this].map(({ node }) => node.id);
    if (!(to instanceof FrontendNginx) || way.includes(to)) return undefined;
    return to._routes.reduce<readonly string[] | undefined>((found, route) => found ?? this.wayBack(route, [...way, to]), undefined);
  }

  private report(route: Route, rule: string, fix: string, below: OnStack): void {
    recordFault(this, { kind: 'route', path: this.node.path, value: route.path, rule, fix, trace: captureTrace(below) });
  }

  /** All of it goes into nginx.conf as it is: a path that ends the directive would rewrite the rest of the file. */
  private checkRoute(route: Route, below: OnStack): void {
    const report = (kind: 'invalid-path' | 'invalid-duration', field: string, value: string | number, rule: string): void =>
      recordFault(this, { kind, path: this.node.path, field, value, rule, trace: captureTrace(below) });
    if (!isRoutePath(route.path)) report('invalid-path', 'the path of a route', route.path, PATH_RULE);
    if (elementsOf(route.path) === this._healthPath) this.report(route, 'is answered here, for the health probe', 'Choose another path.', below);
    const to = route._backend?.workload;
    if (to && !(to instanceof Workload && Chart.of(to) === Chart.of(this))) this.report(route, `leads to ${to.node.path}, which is no workload of this stack: nginx looks after backends by their names in it`, 'Let an application pass the requests on, or lead to it from outside by a host name of its own.', below);
    if (route._backend?._isUdp) recordFault(this, { kind: 'not-http', path: this.node.path, what: `The route ${route.path}`, value: route._backend.name, trace: captureTrace(below) });
    if (this._routes.some(({ path }) => elementsOf(path) === elementsOf(route.path))) report('invalid-path', 'the path of a route', route.path, 'the path of one route only');
    for (const { field, value, minimum } of route._times()) {
      if (!Number.isFinite(value) || value < minimum) report('invalid-duration', `the ${field} of the route ${route.path}`, value, `a finite time of at least ${minimum} ms`);
    }
  }

  private checkOptions({ certificate, publishHttps, publishRedirect, securityHeaders = {}, tmp }: FrontendNginxProps, below: OnStack): void {
    const { contentSecurityPolicy: policy, strictTransport } = securityHeaders;
    if (tmp === false) reportMeaningless(this, 'the property tmp', 'nginx cannot do without it: its process id and the addresses of its backends are there', below);
    if (!certificate && publishHttps) reportMeaningless(this, 'the property publishHttps', 'there is no certificate to answer with', below);
    if (!certificate && publishRedirect) reportMeaningless(this, 'the property publishRedirect', 'there is no certificate to answer with', below);
    if (policy !== undefined && !isHeaderText(policy)) {
      recordFault(this, { kind: 'server-setting', path: this.node.path, field: 'The Content-Security-Policy', value: policy, rule: 'one line without double quotes, "$" and backslashes', trace: captureTrace(below) });
    }
    const time = strictTransport?.toMilliseconds();
    if (time !== undefined && !(Number.isFinite(time) && time >= 1000)) {
      recordFault(this, { kind: 'invalid-duration', path: this.node.path, field: 'the time of strictTransport', value: time, rule: 'a finite time of at least 1000 ms', trace: captureTrace(below) });
    }
  }

  private checkFiles(root: string, maxBodySize: number, below: OnStack): void {
    const at = { path: this.node.path, trace: captureTrace(below) };
    if (!IN_NGINX_CONF.test(root)) recordFault(this, { kind: 'invalid-path', field: 'root', value: root, rule: 'absolute, without spaces and what means something in nginx.conf', ...at });
    if (!Number.isInteger(maxBodySize) || maxBodySize < 0) recordFault(this, { kind: 'invalid-quantity', field: 'maxBodySize', value: maxBodySize, rule: 'a whole number of bytes, 0 or more', ...at });
  }
}

guard(FrontendNginx);
