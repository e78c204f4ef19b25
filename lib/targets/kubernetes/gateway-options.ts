/**
 * The Gateway (`gateway.networking.k8s.io`) by which a cluster serves what is published at a host: one that is there, by its
 * name, or one of the stack's own, of a class.
 */
export interface GatewayOptions {
  /**
   * Name of the Gateway: of the one that is there, or of the one that is made where a `className` is said.
   *
   * @example
   * new Kubernetes({ gateway: { name: 'public', namespace: 'gateways', listeners: { https: 'websecure', http: 'web' } } })
   *
   * @default - with a `className` that of the stack; otherwise it has to be said
   */
  readonly name?: string;

  /**
   * Namespace of the Gateway that is there. Its listeners have to let in routes of the stack's namespace (`allowedRoutes`).
   * @default - that of the stack
   */
  readonly namespace?: string;

  /**
   * Listeners of the Gateway that is there, by which it is reached with TLS and without.
   * @default - every listener that has the host: also without TLS (`kubernetes/gateway-listeners`)
   */
  readonly listeners?: GatewayListeners;

  /**
   * GatewayClass of a Gateway of the stack's own: without TLS on port 80, and with TLS on port 443 for each host that has it,
   * with the certificate of its Secret.
   *
   * @example
   * new Kubernetes({ gateway: { className: 'envoy' }, clusterIssuer: 'letsencrypt' })
   *
   * @default - none is made
   */
  readonly className?: string;

  /**
   * Annotations of the Gateway of the stack's own, in the words of its controller.
   * @default - none but what the issuer takes
   */
  readonly annotations?: { readonly [name: string]: string };

  /**
   * How long a request may take as a whole, a stream included, as the Gateway API writes it: `30s`, `1h30m`; `0s` is as long as it
   * takes. What endpoints and routes say is another time, that of silence, for which the API has no field
   * (`kubernetes/gateway-limits`). The empty text writes none: what controllers do then is up to them, and Envoy ends a request after 15 s. For
   * those that do not know the field, which the standard channel has from Gateway API 1.2 on.
   * @default '0s'
   */
  readonly requestTimeout?: string;
}

/** Listeners of a Gateway, by their names. */
export interface GatewayListeners {
  /**
   * That of hosts with TLS. The certificate is its own.
   * @default - every listener that has the host
   */
  readonly https?: string;

  /**
   * That of hosts without TLS. Who asks there for a host with TLS is led to it (301), where both listeners are said.
   * @default - every listener that has the host; nobody is led to TLS
   */
  readonly http?: string;
}
