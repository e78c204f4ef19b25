import * as path from 'node:path';
import { Compose, Kubernetes, type AppProps, type KubernetesProps } from 'cdk8s-compose';
import { parseAllDocuments } from 'yaml';
import { bucketInCluster, bucketSettings, bucketStack, needsBucket } from './bucket';
import { chooseCases, type ChosenCase, type RunnableCase } from './cases';
import { chaosOn, type ChaosOptions, type ChaosResult } from './chaos/chaos';
import { ClusterGround } from './chaos/cluster-ground';
import { stacksWithWay, VOLUME_SIZE, wayIn } from './chaos/ground';
import type { ChaosNumbers } from './chaos/numbers';
import { findLoss, forgetfulPods } from './chaos/planted';
import { clusterFaults } from './cluster-faults';
import { clusterWordFaults } from './cluster-word-faults';
import { clusterLifecycleProblems } from './cluster-lifecycle/lifecycle';
import { appliedOf } from './cluster/applied';
import { clusterFacts, type ClusterFacts } from './cluster/facts';
import { imagesFor, isInEngine, load } from './cluster/images';
import { lackedBy, unawareOf, type Asked } from './cluster/lacks';
import { NodeVolumes } from './cluster/node-volumes';
import { notJudged } from './cluster/not-judged';
import { objectsIn } from './cluster/objects';
import { makeCertificate } from './certificate';
import { clientsFor } from './clients';
import { ANSWER, lastLine, run } from './command';
import { each, statusOf } from './each-stack';
import { KUBERNETES_CONFIRMATIONS } from './words/kubernetes-confirmations';
import { lacksOfCluster } from './words/lacks';
import { nativeWords } from './words/native';
import { fewest, leftOutWords, resultOfWords, unconfirmed, wordsIn, wordSummary, type Shown, type WordUse } from './words/words';
import { Looker } from './inside/looker';
import { cleanedUp } from './interrupted';
import { Namespace, type Cluster } from './kubernetes-namespace';
import { kubernetesOptions, refuseUnusable, type KubernetesOptions } from './options';
import { findPlanted, findPlantedOf, Planted, type Subject } from './planted';
import { conclude, type Result } from './results';
import { rolloutProblems } from './rollout';
import { chooseStacks, type ChosenStack } from './stacks';
import { BASE, otherImages, replacements } from './stand-in-images';

/*
 * Brings stacks of `apps/` up on a Kubernetes cluster, one after the other, with stand-ins in place of the applications'
 * images and the servers' own: `npm run e2e:kubernetes -- [STACK...]`, without names one variant of each system.
 *
 * --cases              brings the cases of `test/cases` up, or those that are named, in place of stacks; one that needs what the cluster has not is left out
 * --words              brings the fewest cases up that say every word which the cluster can show, and has each confirmed
 * --planted STACK      makes ten faults in its manifests, one at a time, each of which has to be found
 * --lifecycle          also kills, deletes, evicts, scales and changes what is up
 * --rollout            replaces each workload that serves, under requests, none of which may fail
 * --chaos              kills, stops, recreates and fills at random, for five minutes, while records are written that must not get lost
 *                      (--chaos-seed NUMBER, --chaos-seconds NUMBER)
 * --recipes DIRECTORY  builds images for servers from recipes, as those of `scripts/e2e/recipes`
 * --json, --junit FILE writes the results
 *
 * LOAD_IMAGES  what takes images from the Docker Engine to the nodes, called with their names: `kind load docker-image`
 * IMAGES       other images for servers, as `mysql:8.4=registry.example.com/mysql:8.4`, with spaces between them
 * STAND_INS    servers that get stand-ins although the engine has images of their names, with spaces between them
 * CPU_REQUEST  what every container asks for of the processors, such as `10m`, where the nodes have less than a stack asks for
 * DNS_CIDR     the addresses of those who know names, where they are no pods
 *
 * Ends with 0 if everything is as the model says, with 1 if not, and with 2 if nothing could be tried.
 */

/** Variants that ask the cluster for nothing unusual, such as volumes that several nodes write to. */
const ONE_OF_EACH = ['ai-society', 'open-notebook-single', 'sentient-research-agent', 'astron-agent'];

const LOOKER = 'busybox:1.36.1';

function main(args: readonly string[], directory: string): number {
  const options = kubernetesOptions(args);
  refuseUnusable(options);
  const isOfCases = options.cases || options.words;
  const all = options.chaos ? chooseStacks(stacksWithWay(options.names), forCluster()) : isOfCases ? chooseCases(options.names, settings()) : chooseStacks(options.names.length > 0 ? options.names : ONE_OF_EACH, forCluster());
  process.stdout.write(`${versions()}\n`);
  const facts = clusterFacts();
  // Whatever is tried has it, for the waits of its init containers.
  const image = otherImages(process.env.IMAGES).get(LOOKER) ?? LOOKER;
  load([image]);
  const looker = new Looker(image, directory);
  const enforcesPolicies = looker.enforcesPolicies();
  process.stdout.write(`NetworkPolicies are ${enforcesPolicies ? 'enforced' : 'not enforced: what should be closed is not judged'}\n`);
  try {
    const volumes = volumesIn(facts, looker, directory, options.chaos && VOLUME_SIZE);
    const asked: Asked = { ...facts, hasNodeVolumes: volumes !== undefined, imagesAreBrought: Boolean(process.env.LOAD_IMAGES), isOnNode: (file, type) => looker.isOnNode(file, type) };
    const inPlace = replacements(options.recipes);
    const clients = isOfCases ? clientsFor(inPlace) : () => [];
    const lacked = new Map(all.map((stack) => [stack, [...missing(stack, asked), ...clients(stack)]]));
    const able = all.filter((stack) => lacked.get(stack)!.length === 0);
    const lacks = lacksOfCluster(looker);
    const certificate = makeCertificate(path.join(directory, 'certificate'));
    const cluster: Omit<Cluster, 'images'> = { looker, enforcesPolicies, volumes, certificate, directory, processors: process.env.CPU_REQUEST };
    const found: Found = { shown: [], planted: new Planted(), chaos: {} };
    const bringUp = (stacks: readonly ChosenStack[]): readonly Result[] => {
      const tried = able.filter((stack) => stacks.includes(stack));
      const images = imagesFor(tried.flatMap((stack) => [...neededBy(stack), stack]), directory, inPlace, { ...options, cases: isOfCases });
      return each(stacks, (stack) => problemsOf(stack, (one) => ({ ...cluster, images: images(one) }), facts, options, found), (stack) => lacked.get(stack)!);
    };
    if (!isOfCases) return conclude('e2e:kubernetes', bringUp(all), options, options.chaos && { chaos: found.chaos });
    const words = (): readonly WordUse[] => wordsIn(WORDS, KUBERNETES_CONFIRMATIONS, found.shown, lacks, leftOutWords(all.map((stack) => ({ ...stack, model: appliedOf(stack) })), WORDS, ({ name }) => lacked.get(all.find((stack) => stack.name === name)!)!));
    const results = options.words ? untilShown(able, words, bringUp) : bringUp(all);
    process.stdout.write(`\n${wordSummary(words())}${found.planted.summary}`);
    return conclude('e2e:kubernetes', options.words ? [...results, resultOfWords(words())] : results, options, { words: words() });
  } finally {
    looker.remove();
  }
}

/** Brings the fewest cases up that say every word, first those that are said to run; what one has said and not shown, another one may. */
function untilShown(able: readonly (ChosenStack & Partial<RunnableCase>)[], words: () => readonly WordUse[], bringUp: (stacks: readonly ChosenStack[]) => readonly Result[]): readonly Result[] {
  const results: Result[] = [];
  for (let left = able.map((stack) => ({ stack, name: stack.name, model: appliedOf(stack) })); ;) {
    const open = unconfirmed(words());
    // Of the others nobody has said that stand-ins have what their checks ask with.
    const sure = fewest(left.filter(({ stack }) => stack.onEngine !== undefined), open, KUBERNETES_CONFIRMATIONS, new Set());
    const chosen = sure.length > 0 ? sure : fewest(left, open, KUBERNETES_CONFIRMATIONS, new Set());
    if (chosen.length === 0) return results;
    results.push(...bringUp(chosen.map(({ stack }) => stack)));
    left = left.filter((one) => !chosen.includes(one));
  }
}

/** What Kubernetes has as such. */
const WORDS = nativeWords(new Kubernetes(settings()).support);

/** Why it cannot be tried. */
function missing(stack: ChosenStack & Partial<ChosenCase>, cluster: Asked): readonly string[] {
  return [...new Set([stack, ...stack.besides ?? []].flatMap(({ files, model }) => {
    const manifests = files.get(`kubernetes/${model.name}.k8s.yaml`);
    return manifests === undefined ? ['there are no manifests of it'] : [...lackedBy(objectsIn(manifests), cluster), ...unawareOf(process.env.DNS_CIDR, objectsIn(manifests))];
  }))];
}

/** Of the nodes; without them, or an engine that builds images, nothing can be tried. */
function versions(): string {
  const cluster = run(['kubectl', 'get', 'nodes', '-o', 'jsonpath={.items[*].status.nodeInfo.kubeletVersion}'], { seconds: ANSWER });
  const engine = run(['docker', 'version', '--format', '{{.Server.Version}}'], { seconds: ANSWER });
  if (cluster.status !== 0 || engine.status !== 0) {
    throw new Error(`${cluster.status !== 0 ? 'no cluster answers' : 'no Docker Engine answers'} (${lastLine(cluster.status !== 0 ? cluster.stderr : engine.stderr || engine.stdout)}): nothing was tried. Say with ${cluster.status !== 0 ? 'KUBECONFIG' : 'DOCKER_HOST'} where there is one`);
  }
  return `Kubernetes ${cluster.stdout.trim()}`;
}

/** What is said of the cluster, whatever is synthesized. */
function settings(): KubernetesProps {
  return process.env.DNS_CIDR === undefined ? {} : { dns: { cidr: process.env.DNS_CIDR } };
}

function forCluster(): AppProps {
  return { targets: [new Kubernetes(settings()), new Compose()] };
}

/** Directories of one node are of no use on another. */
function volumesIn({ nodes, defaultClass }: ClusterFacts, looker: Looker, directory: string, size?: number): NodeVolumes | undefined {
  return nodes.length === 1 ? new NodeVolumes(nodes[0].metadata.name, defaultClass, looker, directory, size) : undefined;
}

/** What is somebody else's, and has to run before it. */
function neededBy(stack: ChosenStack & Partial<ChosenCase>): readonly ChosenStack[] {
  return [...(needsBucket(stack) ? [bucketStack(forCluster())] : []), ...stack.besides ?? []];
}

/** What has shown so far: of which stacks, what came of faults, and what of chaos. */
interface Found {
  readonly shown: Shown[];
  readonly planted: Planted;
  readonly chaos: Record<string, ChaosNumbers>;
}

function problemsOf(stack: ChosenStack, cluster: (one: ChosenStack) => Cluster, facts: ClusterFacts, options: KubernetesOptions, found: Found): readonly string[] {
  const needed = neededBy(stack);
  const known = needsBucket(stack) ? bucketSettings(bucketInCluster(needed[0])) : {};
  const up: Namespace[] = [];
  const problems: string[] = [];
  try {
    for (const each of [...needed, stack]) {
      const namespace = new Namespace(each, cluster(each), known);
      if (!options.cases && !options.words) load(namespace.images.filter(isInEngine));
      up.push(namespace);
      for (const sentence of notJudged(objectsIn(namespace.manifests), facts)) process.stdout.write(`  not judged: ${sentence}\n`);
      problems.push(...namespace.up());
      if (problems.length > 0) return problems;
    }
    found.shown.push({ name: stack.name, model: stack.model, noted: up.at(-1)!.noted });
    problems.push(...tried(up.at(-1)!, options, found));
  } finally {
    for (const namespace of up.reverse()) problems.push(...namespace.down());
  }
  return problems;
}

/** What is asked for besides of what is up. */
function tried(namespace: Namespace, { planted, words, rollout, lifecycle, chaos }: KubernetesOptions, found: Found): readonly string[] {
  if (rollout || chaos) load([BASE]);
  if (chaos) {
    const happened = chaosOf(namespace, chaos, planted);
    found.chaos[namespace.stack.name] = happened.numbers;
    return happened.problems;
  }
  const faults = clusterFaults(namespace.cluster.enforcesPolicies);
  if (planted) return words ? findPlantedOf(namespace.noted, found.planted, subjectOf(namespace), [...faults, ...clusterWordFaults()]) : findPlanted(subjectOf(namespace), faults);
  const refused = rollout ? rolloutProblems(namespace.stack, BASE) : [];
  return refused.length > 0 || !lifecycle ? refused : clusterLifecycleProblems(namespace);
}

/** @see chaosOn, or with a database that keeps nothing, which has to be found */
function chaosOf(namespace: Namespace, chaos: ChaosOptions, planted: boolean): ChaosResult {
  const { database } = wayIn(namespace.stack.name);
  if (planted) {
    const { read, start } = subjectOf(namespace);
    start(forgetfulPods(read() as readonly object[], database));
  }
  const ground = new ClusterGround(namespace);
  return planted ? findLoss(ground, database, chaos) : chaosOn(ground, chaos);
}

function subjectOf(namespace: Namespace): Subject {
  const good = namespace.manifests;
  return {
    read: () => parseAllDocuments(good).map((document) => document.toJS() as object),
    seenBy: () => new Set(namespace.noted.filter(({ problem }) => problem !== undefined).map(({ by }) => by)),
    start: (objects, isAnew) => {
      namespace.noted = [];
      // As JSON: what writes YAML 1.2 leaves a "yes" without quotes, which kubectl takes for a truth.
      namespace.manifests = (objects as readonly object[]).map((object) => JSON.stringify(object)).join('\n---\n');
      try {
        if (isAnew) {
          namespace.down();
          return namespace.up();
        }
        namespace.apply();
        namespace.removeStuck();
      } catch (error) {
        return [`the cluster refuses it: ${(error as Error).message}`];
      }
      const unready = namespace.unready(60);
      return unready.length > 0 ? unready : namespace.otherThanStated();
    },
  };
}

cleanedUp(__filename, (directory) => statusOf(() => main(process.argv.slice(2), directory)));
