import * as fs from 'node:fs';
import * as path from 'node:path';
import { answersWait } from '../../lib/model/endpoint';
import { mainOf, type WorkloadModel } from '../../lib/model/workload';
import { ClientPod } from './client-pod';
import { must } from './command';
import type { ChosenStack } from './stacks';

/** How long the replacement of one workload may take, in seconds. */
const LONGEST = 300;

/** How long requests go on after it, in milliseconds: until the last of the old pods is gone. */
const AFTERWARDS = 45_000;

/** What the client has counted. */
interface Said {
  readonly requests: number;
  readonly failures: number;
  readonly reasons: readonly string[];
}

/**
 * Restarts each workload of the application's own that serves and is replaced pod by pod, while a pod beside it sends requests
 * to its Service; those that failed.
 *
 * @param image of the pod that asks, with Node.js
 */
export function rolloutProblems(stack: ChosenStack, image: string): readonly string[] {
  const problems = serving(stack).flatMap((workload) => {
    const said = underRequests(stack, workload, image);
    process.stdout.write(`  ${workload.name}: ${said.requests} requests while its ${workload.replicas === 1 ? 'pod was' : `${workload.replicas} pods were`} replaced, ${said.failures} failed\n`);
    if (said.requests < 100) return [`${workload.name}: only ${said.requests} requests were sent`];
    return said.failures > 0 ? [`${workload.name}: ${said.failures} of ${said.requests} requests failed while it was replaced: ${said.reasons.join(', ')}`] : [];
  });
  return serving(stack).length > 0 ? problems : ['nothing in it is replaced pod by pod'];
}

/** A volume for one writer is let go of before another pod has it, and databases speak protocols of their own. */
function serving({ model, serverImages, files }: ChosenStack): readonly WorkloadModel[] {
  const manifests = files.get(`kubernetes/${model.name}.k8s.yaml`) ?? '';
  return model.workloads.filter((workload) => workload.kind === 'service' && workload.endpoints.some(answersWait) && !serverImages.has(mainOf(workload).image.reference)
    && manifests.includes(`kind: Deployment\nmetadata:\n  name: ${workload.name}\n`) && !isRecreated(manifests, workload.name));
}

function isRecreated(manifests: string, name: string): boolean {
  return /type: Recreate/.test(manifests.split('\n---\n').find((document) => document.includes(`kind: Deployment\nmetadata:\n  name: ${name}\n`)) ?? '');
}

function underRequests({ model: { namespace } }: ChosenStack, workload: WorkloadModel, image: string): Said {
  const kubectl = (...words: readonly string[]): string => must(['kubectl', '-n', namespace, ...words]);
  const client = new ClientPod(namespace);
  try {
    client.start(image, fs.readFileSync(path.join(__dirname, 'inside', 'requests.js'), 'utf8'), [`http://${workload.name}:${workload.endpoints.find(answersWait)!.port}/`]);
    // Until policies know the pod, it is let in nowhere.
    pause(10_000);
    const before = counted(client);
    kubectl('rollout', 'restart', `deployment/${workload.name}`);
    kubectl('rollout', 'status', `deployment/${workload.name}`, `--timeout=${LONGEST}s`);
    pause(AFTERWARDS);
    const after = counted(client);
    return { requests: after.requests - before.requests, failures: after.failures - before.failures, reasons: after.reasons };
  } finally {
    client.remove();
  }
}

function counted(client: ClientPod): Said {
  return JSON.parse(client.log(1).trim() || '{"requests":0,"failures":0,"reasons":[]}') as Said;
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
