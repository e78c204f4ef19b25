import type { LogRotationModel } from '../../model/operations';
import type { ContainerWords, WorkloadWords } from '../../model/words';
import { NATIVE } from '../support';
import { defineWords } from '../words';
import type { ComposeCodes } from './codes';
import type { ComposeService } from './document';
import { byteSize } from './units';

const words = defineWords<Partial<ComposeService>, ComposeCodes>();

/** What each word about a pod comes to in the service that has the pod's network. */
export const POD_WORDS = words.table<WorkloadWords>({
  hostname: words.word(NATIVE, (hostname) => ({ hostname })),
});

/** What each word about a container comes to in its service. */
export const CONTAINER_WORDS = words.table<ContainerWords>({
  init: words.word(NATIVE, (init) => ({ init })),
  openFiles: words.word(NATIVE, (files) => ({ ulimits: { nofile: { soft: files, hard: files } } })),
  logRotation: words.word(NATIVE, lowerLogRotation),
});

/** How much of its log is kept. */
export function lowerLogRotation({ maxSize, files }: LogRotationModel): Pick<ComposeService, 'logging'> {
  return { logging: { driver: 'json-file', options: { 'max-size': byteSize(maxSize), 'max-file': String(files) } } };
}
