import { must, run } from './command';

/** By which policies know the pod that asks. */
const CLIENT = 'e2e-client';

/** A pod beside those of a stack, which everything lets in; it runs a script for the Node.js of its image. */
export class ClientPod {
  public constructor(private readonly namespace: string) {}

  /** Waits until it runs. */
  public start(image: string, script: string, words: readonly string[]): void {
    must(['kubectl', 'apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [this.pod(image, script, words), this.admission] }) });
    must(['kubectl', '-n', this.namespace, 'wait', '--for=condition=Ready', `pod/${CLIENT}`, '--timeout=120s']);
  }

  /** What it has said, or the last lines of that. */
  public log(lines: number = -1): string {
    return must(['kubectl', '-n', this.namespace, 'logs', CLIENT, `--tail=${lines}`]);
  }

  public remove(): void {
    run(['kubectl', '-n', this.namespace, 'delete', `pod/${CLIENT}`, `networkpolicy/${CLIENT}`, '--ignore-not-found', '--now', '--wait']);
  }

  private pod(image: string, script: string, words: readonly string[]): object {
    return {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: CLIENT, namespace: this.namespace, labels: { app: CLIENT } },
      spec: {
        automountServiceAccountToken: false, restartPolicy: 'Never', terminationGracePeriodSeconds: 0,
        securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: 'client', image, imagePullPolicy: 'IfNotPresent', command: ['node', '-e', script, ...words],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        }],
      },
    };
  }

  /** Policies add up: this one lets the client in, and nobody else. */
  private get admission(): object {
    return {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: CLIENT, namespace: this.namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { app: CLIENT } } }] }] },
    };
  }
}
