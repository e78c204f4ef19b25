import { isUnpinned } from '../../lib/model/image';
import { at, fields, mappings, text, type Fields } from '../../lib/verify/untyped';

/** A container of a manifest, and the pod template and object around it. */
export interface Scored {
  readonly container: Fields;
  readonly template: Fields;
  readonly object: Fields;
}

/** Why a critical finding of kube-score is no fault of a container. */
export interface Answer {
  /** As `kube-score list` calls the check. */
  readonly check: string;
  /** What has to be true of the container, in words. */
  readonly where: string;
  readonly why: string;
  readonly holds: (scored: Scored) => boolean;
}

/** The release of kube-score that is asked. */
export const KUBE_SCORE = 'v1.20.0';

export const ANSWERS: readonly Answer[] = [
  {
    check: 'container-image-pull-policy',
    where: 'the image has a tag other than `latest`, or a digest',
    why: 'An image of a version is the same tomorrow: a node that has it starts the pod without the registry, also while that is down, and a pod that is moved then is not lost. What can change under its name is pulled at each start (`Always`). '
      + 'Where tenants must not use each other\'s private images, the cluster says so for all of them: the admission plugin `AlwaysPullImages`.',
    holds: ({ container }) => !isUnpinned(text(container['image']) ?? ''),
  },
  {
    check: 'container-ephemeral-storage-request-and-limit',
    where: 'the root file system is read-only, and each `emptyDir` is in memory or has a size',
    why: 'Then nothing is left to write on the disk of the node but logs, which the kubelet rotates (`containerLogMaxSize`, 10 MiB, times `containerLogMaxFiles`, 5, unless it is told otherwise), and directories that have a limit of their own. '
      + 'A limit would evict a pod for what it logs while something is wrong. Where a quota asks for both, the namespace gives them: `new Kubernetes({ limitRange: { default: { \'ephemeral-storage\': \'1Gi\' } } })`.',
    holds: (scored) => isReadOnly(scored) && areDirectoriesBounded(scored),
  },
  {
    check: 'container-security-context-user-group-id',
    where: 'the container may not run as root',
    why: 'The user is the one that the image was made for: its files, and those on volumes that are there already, are of 999, 1000 or 101, and no other user can write them. That such a number can be a user of the node matters to who leaves the '
      + 'container, which has no capability, no way to get more privileges and the default seccomp profile; `userNamespace` of a workload gives it numbers that no user of the node has.',
    holds: ({ container, template }) => (at(container['securityContext'], 'runAsNonRoot') ?? at(template, 'spec', 'securityContext', 'runAsNonRoot')) === true,
  },
  {
    check: 'container-security-context-user-group-id',
    where: 'the program says why the container runs as root (the annotation `cdk8s-compose/root`)',
    why: 'Who reads the manifest reads the reason beside it, and the report has it.',
    holds: (scored) => hasReason(scored, 'root'),
  },
  {
    check: 'container-security-context-privileged',
    where: 'the program says why (the annotation `cdk8s-compose/privileged` or `cdk8s-compose/fuse`)',
    why: 'Only a privileged container can open `/dev/fuse` where no device plugin gives it out. `allowFuse({ devicePlugin })` does without, and the variant `sentient-research-agent` has no bucket to mount.',
    holds: (scored) => hasReason(scored, 'privileged') || hasReason(scored, 'fuse'),
  },
  ...['container-security-context-readonlyrootfilesystem', 'container-ephemeral-storage-request-and-limit'].map((check): Answer => ({
    check,
    where: 'it is of a variant for development, `<system>-dev`',
    why: 'Programs that watch sources write beside them, wherever they like. Such a variant is for the machine of a developer; its manifests exist so that nothing of it is written for Compose alone.',
    holds: ({ object }) => String(at(object, 'metadata', 'namespace')).endsWith('-dev'),
  })),
];

function isReadOnly({ container }: Scored): boolean {
  return at(container['securityContext'], 'readOnlyRootFilesystem') === true;
}

function areDirectoriesBounded({ template }: Scored): boolean {
  const directories = mappings(at(template, 'spec', 'volumes')).filter((volume) => 'emptyDir' in volume).map((volume) => fields(volume['emptyDir']));
  return directories.every(({ medium, sizeLimit }) => medium === 'Memory' || sizeLimit !== undefined);
}

/** Reasons of a container beside the main one end with its name. */
function hasReason({ container, template }: Scored, privilege: string): boolean {
  const annotations = fields(at(template, 'metadata', 'annotations'));
  const isMain = mappings(at(template, 'spec', 'containers'))[0]?.['name'] === container['name'];
  return annotations[`cdk8s-compose/${privilege}${isMain ? '' : `.${String(container['name'])}`}`] !== undefined;
}
