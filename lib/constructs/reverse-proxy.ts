import type { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { recordFault } from '../model/fault';
import { captureTrace } from '../model/trace';
import type { Describer } from '../model/value';
import type { WorkloadModel } from '../model/workload';
import { FrontendNginx, HEALTH_OPTIONS } from './frontend-nginx';
import { HealthProbe } from './health-probe';
import { Image } from './image';
import { reportMeaningless } from './meaningless';
import { Publish, type PublicHostOptions } from './publish';
import type { Route } from './route';
import type { Resources } from './resources';
import type { TlsCertificate } from './tls-certificate';

/** Not /healthz, which may be a path of a backend's. */
const HEALTH_PATH = '/.nginx-health';

/** Where a proxy leads, and where it is published. */
export interface ReverseProxyProps extends PublicHostOptions {
  /**
   * Host name under which the system is reached; others are `otherHosts`. It is what an Ingress looks at: in Compose, nginx
   * answers whatever host is asked for.
   * @default - any
   */
  readonly host?: string;

  /**
   * Where the requests below each path go: `Route.proxy` and `Route.webSocket`. The longest path wins. `stripPrefix` takes a
   * Gateway on Kubernetes, `new Kubernetes({ gateway })`: an Ingress changes no paths (`kubernetes/strip-prefix`).
   */
  readonly routes: readonly Route[];

  /**
   * Certificate with which nginx answers in Compose, on port 443 of every network of the machine, which the operator may
   * move by `<ID>_HTTPS_PORT`. The Ingress takes the same Secret, and so does a Gateway of the stack's own.
   * @default - Compose answers on loopback only, without TLS, for a proxy of the operator's own
   */
  readonly certificate?: TlsCertificate;

  /**
   * Whether nginx answers in Compose on port 80, too, which the operator may move by `<ID>_REDIRECT_PORT`, and leads
   * to the same address with TLS on port 443, also where the operator has moved that one. On Kubernetes that is the ingress controller's to do, or the Gateway's. Needs a certificate.
   * @default true, with a certificate
   */
  readonly redirectToHttps?: boolean;

  /**
   * An alpine variant of the official nginx image.
   * @default Image.fromReference('nginx:1.27-alpine')
   */
  readonly image?: Image;

  /** @default - 0.05 to 1 core, 64 to 256 MiB */
  readonly resources?: Resources;
}

/**
 * The entrance of a system with several parts under one host name. In Compose it is nginx, with its configuration
 * written from the routes; on Kubernetes it is an Ingress, or HTTPRoutes of a Gateway, that lead to the same endpoints, and there is no pod
 * (`kubernetes/gateway`). Both pass on WebSockets, wait as long as the most patient route, and let bodies of
 * `maxBodySize` through.
 *
 * @example
 * new ReverseProxy(stack, 'proxy', {
 *   host: 'notes.example.com',
 *   clusterIssuer: 'letsencrypt',
 *   routes: [Route.webSocket('/', web.http), Route.proxy('/api', agent.http)],
 * });
 */
export class ReverseProxy extends FrontendNginx {
  public constructor(scope: Construct, id: string, props: ReverseProxyProps) {
    ({ scope, id, props } = given(ReverseProxy, new.target, scope, id, props));
    const { host, routes, certificate, image, resources, redirectToHttps, ...options } = props;
    super(scope, id, {
      image: image ?? Image.fromReference('nginx:1.27-alpine'),
      ...(resources && { resources }),
      ...(options.maxBodySize && { maxBodySize: options.maxBodySize }),
      ...(certificate && { certificate, publishHttps: Publish.onHostPort(443), ...(redirectToHttps !== false && { publishRedirect: Publish.onHostPort(80) }) }),
      health: HealthProbe.fromHttpGet(HEALTH_PATH, HEALTH_OPTIONS),
      publish: Publish._atHosts(host, { ...(certificate && { tlsSecret: certificate.secret }), ...options }),
    });
    if (redirectToHttps === true && !certificate) reportMeaningless(this, 'the property redirectToHttps', 'there is no certificate to answer with', new.target);
    for (const route of routes) this.addRoute(route);
  }

  /** @internal */
  protected override get _healthPath(): string {
    return HEALTH_PATH;
  }

  /** @internal */
  protected override get _servesFiles(): boolean {
    return false;
  }

  /** Adds a route; each path can have one. */
  public override addRoute(route: Route): void {
    super.addRoute(route);
    if (route._backend) return;
    const rule = 'one that is passed on: neither an Ingress nor a Gateway has files';
    recordFault(this, { kind: 'invalid-path', path: this.node.path, field: 'the path of a route', value: route.path, rule, trace: captureTrace(this.addRoute) });
  }

  /** @internal */
  public override _asPeer(): ReturnType<FrontendNginx['_asPeer']> {
    return { ...super._asPeer(), refusal: 'which is a proxy, and on Kubernetes an Ingress without pods' };
  }

  /** @internal */
  protected override _model(describer: Describer): WorkloadModel {
    const gateway = this._routes
      .flatMap((route) => {
        const to = route._backend;
        return to ? [{ path: route.path, workload: describer.pathOf(to.workload), endpoint: to.name, ...(route._stripsPath && { stripPrefix: true as const }) }] : [];
      })
      .sort((a, b) => b.path.length - a.path.length || (a.path < b.path ? -1 : 1));
    return { ...super._model(describer), gateway };
  }
}

guard(ReverseProxy);
