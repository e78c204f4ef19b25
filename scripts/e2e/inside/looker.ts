import { must, run } from '../command';
import { remember } from '../interrupted';
import { OUTSIDE_PORT } from './cluster-pairs';
import { insideScript } from './scripts';

/**
 * Pods of a namespace of their own, which are no workloads of a stack: one among the processes of the node, as root, from which those of others
 * are looked at; one that everybody may call; and one that nobody may.
 */
export class Looker {
  /** Address of the pod that everybody may call, at {@link OUTSIDE_PORT}. */
  public readonly outside: string;
  /** Id of the container of that pod, at the runtime: from there a stack is called from outside. */
  public readonly id: string;

  /**
   * @param image has a shell with `sed`, `grep`, `stat`, `base64`, `nsenter` and `nc`
   * @param root the directory of {@link remember}
   */
  public constructor(image: string, root: string, private readonly namespace = 'cdk8s-compose-e2e') {
    remember(root, { down: this.removal, directory: root });
    const listener = (name: string): object => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } },
      spec: { automountServiceAccountToken: false, terminationGracePeriodSeconds: 0, containers: [{ name, image, imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', LISTEN] }] },
    });
    // That of an earlier run may be on its way out.
    must(['kubectl', 'delete', 'namespace', namespace, '--ignore-not-found', '--timeout=120s']);
    must(['kubectl', 'apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
      {
        apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'closed', namespace },
        spec: { podSelector: { matchLabels: { app: 'closed' } }, policyTypes: ['Ingress'] },
      },
      {
        apiVersion: 'v1', kind: 'Pod', metadata: { name: 'looker', namespace },
        spec: {
          hostPID: true, hostIPC: true, automountServiceAccountToken: false, terminationGracePeriodSeconds: 0,
          containers: [{ name: 'looker', image, imagePullPolicy: 'IfNotPresent', command: ['sleep', '7200'], securityContext: { privileged: true } }],
        },
      },
      listener('open'), listener('closed'),
    ] }) });
    must(['kubectl', '-n', namespace, 'wait', '--for=condition=Ready', 'pod/looker', 'pod/open', 'pod/closed', '--timeout=60s']);
    this.outside = this.told('open', '{.status.podIP}');
    this.id = this.told('open', '{.status.containerStatuses[0].containerID}').replace(/^\w+:\/\//, '');
  }

  /** Whether the cluster closes what a NetworkPolicy closes; asked for ten seconds, as policies take a moment. */
  public enforcesPolicies(): boolean {
    const script = `for i in 1 2 3 4 5 6 7 8 9 10; do nc -z -w 1 ${this.told('closed', '{.status.podIP}')} ${OUTSIDE_PORT} || exit 0; sleep 1; done; echo open`;
    return must([...this.command, 'sh', '-c', script]).trim() === '';
  }

  /** Runs a script of this folder, which has the root of the node at `$ROOT`; what it prints. */
  public tell(script: string, words: readonly string[], input: string): string {
    return must([...this.command, 'sh', '-c', `${ROOT_OF_NODE}; ${insideScript(script)}`, script, ...words], { input });
  }

  /** Runs a script on the files of the machine that the node is, whose root is `$ROOT` for it; what it prints. */
  public onNode(script: string): string {
    return must(this.commandOnNode(script));
  }

  /** Whether the node has something of one of the API's types of paths. */
  public isOnNode(file: string, type: string): boolean {
    const test = { Directory: '-d', File: '-f', Socket: '-S', CharDevice: '-c', BlockDevice: '-b' }[type] ?? '-e';
    return this.onNode(`test ${test} "$ROOT${file}" && echo yes || true`).trim() === 'yes';
  }

  /** The command that runs it. */
  public commandOnNode(script: string): readonly string[] {
    return [...this.command, 'sh', '-c', `${ROOT_OF_NODE}; ${script}`];
  }

  public remove(): void {
    run(this.removal);
  }

  /** The command that removes it. */
  private get removal(): readonly string[] {
    return ['kubectl', 'delete', 'namespace', this.namespace, '--ignore-not-found', '--wait', '--timeout=60s'];
  }

  private get command(): readonly string[] {
    return ['kubectl', '-n', this.namespace, 'exec', '-i', 'looker', '--'];
  }

  private told(pod: string, field: string): string {
    return must(['kubectl', '-n', this.namespace, 'get', 'pod', pod, '-o', `jsonpath=${field}`]).trim();
  }
}

/** The kubelet has the files of the node, and is not the first process of every one. */
const ROOT_OF_NODE = 'ROOT=/proc/1/root; for process in /proc/[0-9]*; do read -r name <"$process/comm" && [ "$name" = kubelet ] && ROOT=$process/root; done 2>/dev/null';

/** BusyBox has its own `nc`, Debian that of OpenBSD, which knows no `-e`. */
const LISTEN = `nc -lk -p ${OUTSIDE_PORT} -e true || nc -lk ${OUTSIDE_PORT}`;
