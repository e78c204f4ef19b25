import type { Expression } from './expression';

/** How a container's health is asked for; all times in milliseconds. */
export interface HealthModel {
  readonly check: HealthCheck;
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  /** Whether a container that stays unhealthy is to be restarted. */
  readonly liveness: boolean;
}

/**
 * The check that the image itself has, of which nothing else is known: what is said of it takes the place of what the image
 * says. All times in milliseconds, missing for those of the image.
 */
export interface ImageHealthModel {
  readonly interval?: number;
  readonly timeout?: number;
  readonly retries?: number;
  readonly startPeriod?: number;
  readonly startInterval?: number;
  /** Whether a container that stays unhealthy is to be restarted. */
  readonly liveness?: true;
}

/** One question to a container. */
export type HealthCheck = HttpCheck | TcpCheck | GrpcCheck | ExecCheck;

/** The program in the image that can ask over the network, for targets that only run commands. */
export type ProbeClientName = 'curl' | 'wget' | 'bash' | 'nc' | 'python' | 'node' | 'grpc_health_probe';

/** Healthy if a GET answers with a status below 400. */
export interface HttpCheck {
  readonly kind: 'http';
  readonly path: string;
  readonly endpoint: string;
  readonly client: ProbeClientName;
  /** Missing for HTTP without TLS. */
  readonly scheme?: 'https';
  /** What is sent along, sorted by name; missing for nothing. */
  readonly headers?: readonly HttpHeader[];
}

/** A line of a request. */
export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

/** Healthy if a connection can be opened. */
export interface TcpCheck {
  readonly kind: 'tcp';
  readonly endpoint: string;
  readonly client: ProbeClientName;
}

/** Healthy if the gRPC health service says SERVING. */
export interface GrpcCheck {
  readonly kind: 'grpc';
  readonly endpoint: string;
  readonly client: ProbeClientName;
  readonly service?: string;
}

/** Healthy if a command in the container ends with 0. */
export interface ExecCheck {
  readonly kind: 'exec';
  readonly command: readonly Expression[];
}
