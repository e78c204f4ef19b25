import type { ExecCheck, HealthCheck } from '../model/health';
import type { WorkloadModel } from '../model/workload';
import { httpCommand } from './http-probe-command';

/** The command by which the client in the image asks the container itself; it ends with 0 when the answer is good. */
export function probeCommand(check: Exclude<HealthCheck, ExecCheck>, { endpoints }: Pick<WorkloadModel, 'endpoints'>, timeoutSeconds: number): string[] {
  const port = endpoints.find((endpoint) => endpoint.name === check.endpoint)!.port;
  switch (check.kind) {
    case 'http':
      return httpCommand(check, port, timeoutSeconds);
    case 'tcp':
      return tcpCommand(check.client, port, timeoutSeconds);
    case 'grpc':
      return ['grpc_health_probe', `-addr=127.0.0.1:${port}`, ...(check.service === undefined ? [] : [`-service=${check.service}`])];
  }
}

function tcpCommand(client: string, port: number, timeoutSeconds: number): string[] {
  switch (client) {
    case 'nc':
      return ['nc', '-z', '-w', String(timeoutSeconds), '127.0.0.1', String(port)];
    case 'python':
      return ['python', '-c', `import socket; socket.create_connection(("127.0.0.1", ${port}), ${timeoutSeconds})`];
    case 'node':
      return ['node', '-e', `require("net").connect(${port}, "127.0.0.1", () => process.exit(0)).on("error", () => process.exit(1))`];
    default:
      return ['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`];
  }
}
