import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import { must, run } from '../command';
import { differencesOf } from './differences';
import { observedIn } from './observed';
import { Statements, type Platform, type Stated } from './stated';

/** What the API says of a pod, as far as it is needed. */
interface Pod {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status: { readonly containerStatuses?: readonly Status[]; readonly initContainerStatuses?: readonly Status[] };
}

interface Status {
  readonly name: string;
  readonly image: string;
  readonly containerID?: string;
  readonly state: { readonly running?: object };
}

/** What a container has, and what it has to have. */
export interface Looked {
  readonly container: string;
  readonly problems: readonly string[];
}

/** Variables of an image. */
export type ImageVariables = (image: string) => ReadonlyMap<string, string>;

/** A pod from which the processes of a node are looked at. It is no workload of a stack, so it is in a namespace of its own. */
export class Looker {
  /** @param image see `look.sh` */
  public constructor(image: string, private readonly namespace = 'cdk8s-compose-e2e') {
    must(['kubectl', 'apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
      {
        apiVersion: 'v1', kind: 'Pod', metadata: { name: 'looker', namespace },
        spec: {
          hostPID: true, automountServiceAccountToken: false, terminationGracePeriodSeconds: 0,
          containers: [{ name: 'looker', image, imagePullPolicy: 'IfNotPresent', command: ['sleep', '7200'], securityContext: { privileged: true } }],
        },
      },
    ] }) });
    must(['kubectl', '-n', namespace, 'wait', '--for=condition=Ready', 'pod/looker', '--timeout=60s']);
  }

  /** @see lookInside of Compose */
  public lookInside(model: StackModel, platform: Platform, variables: ImageVariables): readonly Looked[] {
    const statements = new Statements(model, platform);
    const stated = new Map<string, Stated>();
    for (const workload of model.workloads) for (const container of containersOf(workload)) stated.set(`${workload.name} ${container.name}`, statements.of(container));
    const { items } = JSON.parse(must(['kubectl', '-n', model.namespace, 'get', 'pods', '-o', 'json'])) as { readonly items: readonly Pod[] };
    const containers = items.flatMap(({ metadata: { name, labels = {} }, status }) => [...status.containerStatuses ?? [], ...status.initContainerStatuses ?? []].flatMap((each) => {
      const has = stated.get(`${labels['app.kubernetes.io/name'] ?? ''} ${each.name}`);
      return has && each.state.running && each.containerID !== undefined ? [{ container: `${name} ${each.name}`, stated: has, image: each.image, id: each.containerID.replace(/^\w+:\/\//, '') }] : [];
    }));
    const wanted = containers.flatMap(({ stated: { files }, id }) => [...files.keys()].map((file) => `${id} ${file}\n`));
    const script = fs.readFileSync(path.join(__dirname, 'look.sh'), 'utf8');
    const told = must(['kubectl', '-n', this.namespace, 'exec', '-i', 'looker', '--', 'sh', '-c', script, 'look', ...containers.map(({ id }) => id)], { input: wanted.join('') });
    const observed = observedIn(told);
    // What only other texts of a container refer to is a variable of its own, under a name that the target makes.
    const composed = new Set([...platform.operator.values(), ...model.parameters.flatMap(({ default: usual }) => usual ?? [])]);
    const isOfEngine = (variable: string, value: string): boolean => isOfKubelet(variable) || (/_VALUE$/.test(variable) && composed.has(value));
    return containers.map(({ container, stated: has, image, id }) => {
      const process = observed.get(id);
      const given = { image: variables(image), isOfEngine, isMounted: isOfRuntime, entrypoint: [], command: [] };
      return { container, problems: process ? differencesOf(has, process, given) : ['its process is not on the node of the one who looks'] };
    });
  }

  public remove(): void {
    run(['kubectl', 'delete', 'namespace', this.namespace, '--wait=false']);
  }
}

/** The kubelet tells everyone where the API server is, by Service links that cannot be turned off. */
function isOfKubelet(variable: string): boolean {
  return variable === 'HOSTNAME' || variable === 'HOME' || /^KUBERNETES_(?:SERVICE|PORT)/.test(variable);
}

function isOfRuntime(target: string): boolean {
  return /^\/(?:$|proc(?:\/|$)|sys(?:\/|$)|dev(?:\/|$)|etc\/(?:hosts|hostname|resolv\.conf)$)/.test(target);
}
