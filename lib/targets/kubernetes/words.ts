import type { ContainerWords, WorkloadWords } from '../../model/words';
import { NATIVE } from '../support';
import { defineWords } from '../words';
import type { PodSpec } from './api';
import type { KubernetesCodes } from './codes';

const words = defineWords<Partial<PodSpec>, KubernetesCodes>();

/** What each word about a pod comes to in it. */
export const POD_WORDS = words.table<WorkloadWords>({
  hostname: words.word(NATIVE, (hostname) => ({ hostname })),
});

/** What each word about a container comes to in its pod. */
export const CONTAINER_WORDS = words.table<ContainerWords>({
  openFiles: words.unsupported('kubernetes/open-files'),
  init: words.approximated('kubernetes/init', 'a process namespace shared with the pause container', () => ({ shareProcessNamespace: true })),
  logRotation: words.unsupported('kubernetes/log-rotation'),
});
