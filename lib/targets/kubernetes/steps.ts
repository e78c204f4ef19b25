import type { ReportedStep } from '../../diagnostics/report-document';
import type { StackGraph } from '../../model/graph';
import type { StackModel } from '../../model/stack';
import type { Lowered } from '../target';
import type { KubernetesObject, StatefulSet } from './api';
import { preparations } from './header';
import { manifestPath, type KubernetesOutput } from './manifest';
import { DELETABLE } from './names';
import type { KubernetesSettings } from './settings';

/** Where one set of objects stands: in a file of manifests, or in a folder that Kustomize makes them of. */
interface Place {
  /** As kubectl is told it. */
  readonly flag: string;
  /** As Argo CD is told it, which otherwise takes all files of a folder. */
  readonly path: string;
  /** As Flux is told it. */
  readonly folder: string;
}

/**
 * What an operator runs, in this order, of one stack with these settings.
 *
 * @param overlay what it is laid over the stack by, if it is a variant of it
 */
export function kubernetesSteps(lowered: Lowered<KubernetesOutput>, settings: KubernetesSettings, overlay?: string): readonly ReportedStep[] {
  const { graph: { model } } = lowered;
  const prepared = preparations(lowered, settings);
  const values = [lowered, ...(lowered.otherChoices ?? [])].flatMap(({ objects }) => objects.map(({ value }) => value));
  const claims = values.some((value) => value.kind === 'PersistentVolumeClaim' || (value.kind === 'StatefulSet' && (value as StatefulSet).spec.volumeClaimTemplates));
  const volumes = values.some(({ kind }) => kind === 'PersistentVolume');
  return [
    ...(prepared.length > 0 ? [{ title: 'Once, before anything else', commands: [`kubectl create namespace ${model.namespace}`, ...prepared] }] : []),
    ...DELIVERED[settings.delivery](lowered, overlay === undefined ? fileOf(lowered.graph) : folderOf(lowered.graph, overlay)),
    ...(claims ? [{ title: 'Delete its data', commands: [`kubectl -n ${model.namespace} delete persistentvolumeclaims -l ${selectorOf(model)}`] }] : []),
    // One that has lost its claim is bound to no other, so a stack that comes back would wait for ever.
    ...(volumes ? [{ title: 'Delete what leads to its buckets, which stay', commands: [`kubectl delete persistentvolumes -l ${selectorOf(model)}`] }] : []),
    { title: 'Then delete the namespace, with all that anybody has in it', commands: [`kubectl delete namespace ${model.namespace}`] },
  ];
}

/** How its objects come to the cluster, and leave it. */
const DELIVERED: Readonly<Record<KubernetesSettings['delivery'], (lowered: Lowered<KubernetesOutput>, place: Place) => readonly ReportedStep[]>> = {
  kubectl: (lowered, place) => {
    const { model } = lowered.graph;
    const own = `-n ${model.namespace} get -l ${selectorOf(model)} -o name ${DELETABLE}`;
    return [
      { title: 'Apply it, always like this', commands: [`kubectl apply --server-side ${place.flag}`] },
      ...wait(lowered),
      compare(place),
      {
        title: 'Delete what has left it, once left.txt has been read; claims stay, with their data',
        commands: [
          `kubectl get ${place.flag} -o name | sort > wanted.txt`,
          `kubectl ${own} | sort | comm -13 wanted.txt - > left.txt`,
          `xargs -r kubectl -n ${model.namespace} delete < left.txt`,
        ],
      },
      ...(lowered.otherChoices ?? []).map(({ graph }) => ({ title: `Run ${choiceOf(graph)} in its place, then the command at the head of that file`, commands: [`kubectl apply --server-side ${fileOf(graph).flag}`] })),
      { title: 'Remove it, but for the namespace, what is in there by hand, and claims with their data', commands: [`kubectl -n ${model.namespace} delete ${DELETABLE} -l ${selectorOf(model)}`] },
    ];
  },
  'argo-cd': (lowered, place) => {
    const { model } = lowered.graph;
    return [
      {
        title: 'Have Argo CD apply it, and delete what has left it; REPOSITORY is what it reads, DIRECTORY the outputs in there',
        commands: [`argocd app create ${model.name} --repo "$REPOSITORY" ${place.path} --dest-server https://kubernetes.default.svc --dest-namespace ${model.namespace} --sync-policy automated --auto-prune --sync-option ServerSideApply=true`],
      },
      { title: 'Wait until it runs', commands: [`argocd app wait ${model.name} --sync --health --timeout 600`] },
      compare(place),
      ...(lowered.otherChoices ?? []).map(({ graph }) => ({ title: `Run ${choiceOf(graph)} in its place`, commands: [`argocd app set ${model.name} --directory-recurse ${includeOf(graph)}`] })),
      { title: 'Remove it, but for the namespace, what is in there by hand, and claims with their data', commands: [`argocd app delete ${model.name}`] },
    ];
  },
  flux: (lowered, place) => {
    const { model } = lowered.graph;
    const create = ({ folder }: Place): string => `flux create kustomization ${model.name} --source=GitRepository/"$SOURCE" --path="./$DIRECTORY/${folder}" --prune=true --wait=true --interval=10m --health-check-timeout=10m`;
    return [
      { title: 'Have Flux apply it, and delete what has left it; SOURCE is the GitRepository, DIRECTORY the outputs in there', commands: [create(place)] },
      { title: 'Wait until it runs', commands: [`flux reconcile kustomization ${model.name} --with-source --timeout=10m`] },
      compare(place),
      ...(lowered.otherChoices ?? []).map(({ graph }) => ({ title: `Run ${choiceOf(graph)} in its place`, commands: [create(fileOf(graph))] })),
      { title: 'Remove it, but for the namespace, what is in there by hand, and claims with their data', commands: [`flux delete kustomization ${model.name}`] },
    ];
  },
};

function fileOf(graph: StackGraph): Place {
  const file = manifestPath(graph);
  return { flag: `-f ${file}`, path: `--path "$DIRECTORY/kubernetes" ${includeOf(graph)}`, folder: fluxFolder(file) };
}

/** All three know what Kustomize reads. */
function folderOf({ model }: StackGraph, overlay: string): Place {
  const folder = overlayFolder(model, overlay);
  return { flag: `-k ${folder}`, path: `--path "$DIRECTORY/${folder}"`, folder };
}

function includeOf(graph: StackGraph): string {
  return `--directory-include ${manifestPath(graph).replace(/^kubernetes\//, '')}`;
}

/** Where Kustomize finds a variant of a stack. */
export function overlayFolder({ name }: Pick<StackModel, 'name'>, overlay: string): string {
  return `kustomize/${name}/overlays/${overlay}`;
}

/** Where Flux finds one set of manifests by itself. */
export function fluxFolder(manifests: string): string {
  return manifests.replace(/^kubernetes\//, 'flux/').replace(/\.k8s\.yaml$/, '');
}

function selectorOf({ name }: StackModel): string {
  return `app.kubernetes.io/part-of=${name},app.kubernetes.io/managed-by=cdk8s-compose`;
}

function choiceOf({ chosen }: StackGraph): string {
  return chosen?.name === undefined ? 'what is in no profile' : `the choice ${chosen.name}`;
}

function wait({ graph: { model: { namespace } }, objects }: Lowered<KubernetesOutput>): ReportedStep[] {
  const values = objects.map(({ value }) => value).filter(({ metadata }) => metadata.namespace === namespace);
  const jobs = values.filter(({ kind }) => kind === 'Job').map(nameOf);
  const controllers = values.filter(({ kind }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)).map(nameOf);
  if (jobs.length + controllers.length === 0) return [];
  const ended = jobs.length > 0 ? [`kubectl -n ${namespace} wait --for=condition=complete --timeout=10m ${jobs.join(' ')}`] : [];
  return [{ title: 'Wait until it runs', commands: [...ended, ...controllers.map((name) => `kubectl -n ${namespace} rollout status --timeout=10m ${name}`)] }];
}

function compare({ flag }: Place): ReportedStep {
  return { title: 'See what of it the cluster has otherwise: nothing, and it ends with 0', commands: [`kubectl diff --server-side ${flag}`] };
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind.toLowerCase()}/${metadata.name ?? ''}`;
}
