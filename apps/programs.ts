import type { ImageFacts } from 'cdk8s-compose';
import { SQLITE_MIGRATION } from './ai-society/images';
import { CASDOOR_EXPORT } from './astron-agent/images';
import { API, DATABASE, FRONTEND, WORKER } from './open-notebook/images';

/** What runs in a container beside the program that the image's facts are about. */
export interface FurtherPrograms {
  /** Images by their references. */
  readonly images: RegExp;
  readonly programs: readonly ImageFacts[];
  /** Whether it is the image's own program that starts them, a supervisor. */
  readonly supervised?: boolean;
}

/**
 * Programs that scripts and supervisors of the stacks start. No workload is compared with what is known of them; the
 * stand-ins of these images have them.
 */
export const FURTHER_PROGRAMS: readonly FurtherPrograms[] = [
  { images: /\/ai-society\/backend:.*-sqlite$/, programs: [SQLITE_MIGRATION] },
  { images: /\/open-notebook:.*-single$/, programs: [DATABASE, API, WORKER, FRONTEND], supervised: true },
  { images: /^casbin\/casdoor:/, programs: [CASDOOR_EXPORT] },
];
