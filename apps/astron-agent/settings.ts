import { Parameter, Secret, type Stack } from 'cdk8s-compose';

/** What the operator of the platform may set; services that share a setting share its name. */
export class Settings {
  public constructor(private readonly stack: Stack) {}

  public parameter(name: string, value: string, description: string): Parameter {
    return Parameter.shared(this.stack, name, { default: value, description });
  }

  public secret(name: string, description: string, hint = 'openssl rand -hex 24'): Secret {
    return Secret.shared(this.stack, name, { description, hint });
  }

  /** Zone that is part of the ids of requests. */
  public get serviceLocation(): Parameter {
    return this.parameter('SERVICE_LOCATION', 'hf', 'Zone in which the services say they are: dx, hf, gz or a name of your own.');
  }

  public get redisExpiry(): Parameter {
    return this.parameter('REDIS_EXPIRE', '3600', 'Seconds that cached values are kept.');
  }

  public get redisClusterAddress(): Parameter {
    return this.parameter('REDIS_CLUSTER_ADDR', '', 'Nodes of a Redis cluster, host:port separated by commas. When set, it is used in place of the Redis of the stack.');
  }

  /** Where traces and metrics go. Every image has them on, towards an address in it where nobody listens. */
  public telemetry(): Record<string, Parameter> {
    return {
      OTLP_ENABLE: this.parameter('OTLP_ENABLE', '0', 'Whether the services send traces and metrics: 0 or 1.'),
      OTLP_ENDPOINT: this.parameter('OTLP_ENDPOINT', 'localhost:4317', 'host:port of an OTLP collector of yours; it counts when OTLP_ENABLE is 1.'),
    };
  }

  /** How traces and metrics are sent, for the two services that send them in earnest. */
  public telemetryInDetail(): Record<string, Parameter> {
    const milliseconds = (name: string, what: string): Record<string, Parameter> => ({ [name]: this.parameter(name, '3000', `Milliseconds ${what}.`) });
    const spans = (name: string, what: string): Record<string, Parameter> => ({ [name]: this.parameter(name, '2048', `Spans ${what}.`) });
    return {
      ...this.telemetry(),
      ...milliseconds('OTLP_METRIC_TIMEOUT', 'that sending metrics may take'),
      ...milliseconds('OTLP_METRIC_EXPORT_INTERVAL_MILLIS', 'between two exports of metrics'),
      ...milliseconds('OTLP_METRIC_EXPORT_TIMEOUT_MILLIS', 'that one export of metrics may take'),
      ...milliseconds('OTLP_TRACE_TIMEOUT', 'that sending traces may take'),
      ...milliseconds('OTLP_TRACE_SCHEDULE_DELAY_MILLIS', 'between two exports of traces'),
      ...milliseconds('OTLP_TRACE_EXPORT_TIMEOUT_MILLIS', 'that one export of traces may take'),
      ...spans('OTLP_TRACE_MAX_QUEUE_SIZE', 'that wait to be exported, at most'),
      ...spans('OTLP_TRACE_MAX_EXPORT_BATCH_SIZE', 'in one export, at most'),
    };
  }
}
