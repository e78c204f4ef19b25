import { Parameter, Secret, type Stack } from 'cdk8s-compose';

/** What the operator of the platform may set; services that share a setting share its name. */
export class Settings {
  public constructor(private readonly stack: Stack) {}

  public parameter(name: string, value: string, description: string): Parameter {
    return Parameter.shared(this.stack, name, { default: value, description });
  }

  /** A key without which everything but one function works. */
  public optionalSecret(name: string, description: string): Secret {
    return Secret.shared(this.stack, name, { description, optional: true });
  }

  public secret(name: string, description: string): Secret {
    return Secret.shared(this.stack, name, { description, hint: 'openssl rand -hex 24' });
  }

  /** Where traces and metrics go, for services that only ask for the address. */
  public get otlpEndpoint(): Parameter {
    return this.parameter('OTLP_ENDPOINT', 'localhost:4317', 'host:port of an OTLP collector. By default nothing listens there, and nothing is sent.');
  }

  public get serviceLocation(): Parameter {
    return this.parameter('SERVICE_LOCATION', 'localhost', 'Zone in which the services say they are: dx, hf, gz or a name of your own.');
  }

  public get redisExpiry(): Parameter {
    return this.parameter('REDIS_EXPIRE', '3600', 'Seconds that cached values are kept.');
  }

  public get redisClusterAddress(): Parameter {
    return this.parameter('REDIS_CLUSTER_ADDR', '', 'Nodes of a Redis cluster, host:port separated by commas. When set, it is used in place of the Redis of the stack.');
  }

  public get kafkaTimeout(): Parameter {
    return this.parameter('KAFKA_TIMEOUT', '10', 'Seconds that a message may take to be sent.');
  }

  /** How traces and metrics are sent, for the two services that send them in earnest. */
  public telemetry(): Record<string, Parameter> {
    const milliseconds = (name: string, what: string): Record<string, Parameter> => ({ [name]: this.parameter(name, '3000', `Milliseconds ${what}.`) });
    const spans = (name: string, what: string): Record<string, Parameter> => ({ [name]: this.parameter(name, '2048', `Spans ${what}.`) });
    return {
      OTLP_ENDPOINT: this.otlpEndpoint,
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
