import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { makeCertificate } from './certificate';
import { must, run } from './command';
import { each, statusOf } from './each-stack';
import { Looker } from './inside/kubelet';
import { Namespace } from './kubernetes-namespace';
import { conclude } from './results';
import { rolloutProblems } from './rollout';
import { chooseStacks } from './stacks';
import { buildStandIns, otherImages } from './stand-in-images';

/*
 * Brings stacks of `apps/` up on a Kubernetes cluster, one after the other, with stand-ins in place of the applications'
 * images and the servers' own: `npm run e2e:kubernetes -- [STACK...]`, without names one variant of each system. `--rollout`
 * then replaces what serves under requests (`rollout.ts`).
 *
 * LOAD_IMAGES  what takes images from the Docker Engine to the nodes, called with their names: `kind load docker-image`
 * IMAGES       other images for servers, as `mysql:8.4=registry.example.com/mysql:8.4`, with spaces between them
 * CPU_REQUEST  what every container asks for of the processors, such as `10m`, where the nodes have less than a stack asks for
 */

/** Variants that ask the cluster for nothing unusual, such as volumes that several nodes write to. */
const ONE_OF_EACH = ['ai-society', 'open-notebook-single', 'sentient-research-agent', 'astron-agent'];

const LOOKER = 'busybox:1.36.1';

function main(words: readonly string[]): number {
  const { values: { rollout }, positionals: names } = parseArgs({ args: [...words], allowPositionals: true, options: { rollout: { type: 'boolean', default: false } } });
  const stacks = chooseStacks(names.length > 0 ? names : ONE_OF_EACH);
  const cluster = run(['kubectl', 'get', 'nodes', '-o', 'jsonpath={.items[*].status.nodeInfo.kubeletVersion}']);
  const engine = run(['docker', 'version', '--format', '{{.Server.Version}}']);
  if (cluster.status !== 0 || engine.status !== 0) {
    throw new Error(`${cluster.status !== 0 ? 'no cluster answers' : 'no Docker Engine answers'} (${(cluster.stderr || engine.stderr).trim()}): nothing was tried. Say with ${cluster.status !== 0 ? 'KUBECONFIG' : 'DOCKER_HOST'} where there is one`);
  }
  process.stdout.write(`Kubernetes ${cluster.stdout.trim()}\n`);
  // Whatever is tried has it, for the waits of its init containers.
  if (process.env.LOAD_IMAGES) must([...process.env.LOAD_IMAGES.split(' '), LOOKER]);
  const looker = new Looker(LOOKER);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-e2e-'));
  try {
    const others = otherImages(process.env.IMAGES);
    const images = new Map([...buildStandIns(stacks, directory, others), ...others]);
    const certificate = makeCertificate(path.join(directory, 'certificate'));
    return conclude('e2e:kubernetes', each(stacks, (stack) => {
      const namespace = new Namespace(stack, images, process.env.CPU_REQUEST);
      // The nodes pull what this engine does not have.
      const here = namespace.images.filter((image) => run(['docker', 'image', 'inspect', image]).status === 0);
      if (process.env.LOAD_IMAGES) must([...process.env.LOAD_IMAGES.split(' '), ...here]);
      try {
        const problems = namespace.up(certificate, looker);
        return problems.length === 0 && rollout ? rolloutProblems(stack, images) : problems;
      } finally {
        namespace.down();
      }
    }), {});
  } finally {
    looker.remove();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

process.exitCode = statusOf(() => main(process.argv.slice(2)));
