import type { LogRotationModel } from '../../model/operations';
import type { DnsConfigModel } from '../../model/word-values';
import type { ContainerWords, WorkloadWords } from '../../model/words';
import { NATIVE } from '../support';
import { defineWords } from '../words';
import type { ComposeCodes } from './codes';
import type { ComposeService } from './document';
import { escapeDollar } from './interpolation';
import { byteSize } from './units';

/** What a word about a pod comes to in Compose, where the pod is services. */
export interface PodAttributes {
  /** Of the service that has the pod's network. */
  readonly network?: Partial<ComposeService>;
  /** Of each service that is a container of it. */
  readonly each?: Partial<ComposeService>;
  /** Of those of them that run until they are stopped. */
  readonly running?: Partial<ComposeService>;
}

const ofPods = defineWords<PodAttributes, ComposeCodes>();
const words = defineWords<Partial<ComposeService>, ComposeCodes>();

/** What each word about a pod comes to in its services. */
export const POD_WORDS = ofPods.table<WorkloadWords>({
  hostname: ofPods.word(NATIVE, (hostname) => ({ network: { hostname } })),
  hostIpc: ofPods.word(NATIVE, () => ({ each: { ipc: 'host' } })),
  hostPid: ofPods.word(NATIVE, () => ({ each: { pid: 'host' } })),
  shareableIpc: ofPods.word(NATIVE, () => ({ each: { ipc: 'shareable' } })),
  restartPolicy: ofPods.word(NATIVE, (restart) => ({ running: { restart } }), { 'operations.restart-limited': NATIVE }),
  extraHosts: ofPods.word(NATIVE, (hosts) => ({ network: { extra_hosts: hosts.map(({ name, address }) => `${name}:${address}`) } }), { 'network.host-gateway': NATIVE }),
  dnsConfig: ofPods.word(NATIVE, lowerDns, { 'network.nameservers': NATIVE }),
  runtimeClass: ofPods.word(NATIVE, (runtime) => ({ each: { runtime } })),
  platform: ofPods.word(NATIVE, (platform) => ({ each: { platform } }), { 'workload.platform-variant': NATIVE }),
});

/** What each word about a container comes to in its service. */
export const CONTAINER_WORDS = words.table<ContainerWords>({
  containerName: words.word(NATIVE, (name) => ({ container_name: name })),
  imagePullPolicy: words.word(NATIVE, (policy) => ({ pull_policy: policy }), { 'image.built-always': NATIVE }),
  init: words.word(NATIVE, (init) => ({ init })),
  openFiles: words.word(NATIVE, (files) => ({ ulimits: { nofile: { soft: files, hard: files } } })),
  logRotation: words.word(NATIVE, lowerLogRotation),
});

function lowerDns({ nameservers, searches, options }: DnsConfigModel): PodAttributes {
  return {
    network: {
      ...(nameservers && { dns: nameservers }),
      ...(searches && { dns_search: searches }),
      ...(options && { dns_opt: options.map(({ name, value }) => (value === undefined ? name : escapeDollar(`${name}:${value}`))) }),
    },
  };
}

/** How much of its log is kept. */
export function lowerLogRotation({ maxSize, files }: LogRotationModel): Pick<ComposeService, 'logging'> {
  return { logging: { driver: 'json-file', options: { 'max-size': byteSize(maxSize), 'max-file': String(files) } } };
}
