import type { ObjectMeta } from './api';

/** What is written of the Gateway API, `gateway.networking.k8s.io/v1`: of the standard channel, from version 1.2 on. */
interface Kind<K extends string, Spec> {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: K;
  metadata: ObjectMeta;
  spec: Spec;
}

export type Gateway = Kind<'Gateway', GatewaySpec>;
export type HTTPRoute = Kind<'HTTPRoute', HTTPRouteSpec>;

export const GATEWAY_API = 'gateway.networking.k8s.io/v1';

export interface GatewaySpec {
  gatewayClassName: string;
  listeners: GatewayListener[];
}

export interface GatewayListener {
  name: string;
  hostname?: string;
  port: number;
  protocol: string;
  tls?: { mode: string; certificateRefs: { name: string }[] };
}

export interface HTTPRouteSpec {
  parentRefs: ParentReference[];
  hostnames?: string[];
  rules: HTTPRouteRule[];
}

export interface ParentReference {
  name: string;
  namespace?: string;
  sectionName?: string;
}

export interface HTTPRouteRule {
  matches: { path: { type: string; value: string } }[];
  filters?: HTTPRouteFilter[];
  backendRefs?: { name: string; port: number }[];
  timeouts?: { request: string };
}

export interface HTTPRouteFilter {
  type: string;
  requestHeaderModifier?: { set: { name: string; value: string }[] };
  requestRedirect?: { scheme: string; statusCode: number };
  urlRewrite?: { path: { type: string; replacePrefixMatch: string } };
}
