import type { Codes } from '../../diagnostics/declaration';
import { problemCode } from '../problem';

/** What is wrong with manifests, by the kind of mistake. */
export const MANIFEST_CODES = {
  'manifest/unknown-kind': problemCode(
    'A kind that Kubernetes does not have',
    'an apiVersion and a kind of the API of that version, or a custom resource of a group of its own',
    'Correct apiVersion and kind; `kubectl api-resources` lists what a cluster has.',
  ),
  'manifest/not-in-version': problemCode(
    'A kind or a field of another version of Kubernetes',
    'what the API of the version has, with the feature gates that are on by default',
    'Use what that version has, or say the version that the cluster is of.',
  ),
  'manifest/unknown-field': problemCode(
    'A field that the kind does not have',
    'a field of the API, or of the schema of the custom resource; a server drops any other',
    'Correct its name or its place; `kubectl explain` shows the fields of a kind.',
  ),
  'manifest/missing-field': problemCode(
    'A field that has to be there is not',
    'all fields that an API server requires',
    'Add the field.',
  ),
  'manifest/wrong-type': problemCode(
    'A value of the wrong type',
    'the type that the API has for the field',
    'Quote what has to be text, and write numbers and booleans without quotes.',
  ),
  'manifest/invalid-value': problemCode(
    'A value that an API server refuses',
    'a value of the range or form of the field',
    'Give it one of those values.',
  ),
  'manifest/invalid-name': problemCode(
    'A name, label or key that an API server refuses',
    'names: lower-case letters, digits, "-" and mostly "."; label values: at most 63 letters, digits, "-", "_" and "."',
    'Choose another one, also where it is referred to.',
  ),
  'manifest/duplicate': problemCode(
    'Two things where one can be',
    'each name and each number once in its place',
    'Remove one of the two, or give it another name.',
  ),
  'manifest/missing-reference': problemCode(
    'A reference to something that is not there',
    'an object of the same manifests, or one that is known to be there',
    'Correct the name, add the object, or say that it is there from elsewhere.',
  ),
  'manifest/selector': problemCode(
    'A selector that picks the wrong pods, or none',
    'labels that the pods have which are meant, and no others',
    'Make the labels of the selector and of the pods the same.',
  ),
  'manifest/port': problemCode(
    'Ports that do not meet',
    'ports that the containers declare, under the same number, name and protocol',
    'Correct the port, or declare it at the container.',
  ),
  'manifest/probe': problemCode(
    'A probe or a hook that cannot be',
    'one handler for each, with what its kind of probe allows',
    'Correct the probe.',
  ),
  'manifest/environment': problemCode(
    'A variable that the process will not see as it is written',
    'variables with one value each, and `$(NAME)` only of variables that are defined before',
    'Correct the name or the order; a `$$` is one that is meant as text.',
  ),
  'manifest/volume': problemCode(
    'A volume or a mount that cannot work',
    'one source for each volume, and claims that all pods which use them can mount',
    'Correct the volume, its mount or the workload that uses it.',
  ),
  'manifest/network': problemCode(
    'A network policy that cannot be, or cuts what is needed',
    'policies that let published ports and name resolution through',
    'Correct the policy.',
  ),
  'manifest/ingress': problemCode(
    'An Ingress that cannot be, or that another one contradicts',
    'a host, a path and one backend for each route',
    'Correct the route.',
  ),
  'manifest/route': problemCode(
    'An HTTPRoute or a Gateway that cannot be, or that another one contradicts',
    'what the Gateway API allows beside types: filters, matches, backends and listeners that go together',
    'Correct the rule, the filter or the listener.',
  ),
  'manifest/workload': problemCode(
    'A controller with settings that exclude each other',
    'settings with which pods can start and be replaced',
    'Correct the settings of the controller.',
  ),
  'manifest/container': problemCode(
    'A pod or container with settings that exclude each other',
    'settings with which the container can start',
    'Correct the settings of the container or its pod.',
  ),
  'manifest/resources': problemCode(
    'Requests or limits that no container can have',
    'requests that are at most the limits, in units that the resource has',
    'Correct the amounts: `512Mi` of memory, `500m` of CPU.',
  ),
  'manifest/pod-security': problemCode(
    'A pod that its namespace does not admit',
    'pods of the level that the labels of the namespace enforce, in the version that they say',
    'Take back what the level forbids, or lower the level of the namespace.',
  ),
  'manifest/quota': problemCode(
    'More than a quota or a limit range of the namespace allows',
    'pods and objects that fit, and that state what a quota asks for',
    'Ask for less, raise the quota, or state requests and limits.',
  ),
  'manifest/too-large': problemCode(
    'An object that is larger than an API server takes',
    'at most 1 MiB of data in a ConfigMap or Secret, and 256 KiB of annotations',
    'Move what is large into a volume or an image, or split it; `kubectl apply --server-side` keeps no copy in an annotation.',
  ),
  'manifest/immutable': problemCode(
    'A change that an API server refuses',
    'changes to fields that can be changed while the object is there',
    'Give the object another name, or delete it before: `kubectl delete`, for a StatefulSet with `--cascade=orphan`.',
  ),
} as const satisfies Codes;

/** The stable name of what the judge of manifests finds. */
export type ManifestCode = keyof typeof MANIFEST_CODES;
