import type { Codes } from '../../diagnostics/declaration';
import { problemCode } from '../problem';
import type { Aspect } from '../../diagnostics/aspects';

/** Where two outputs of one system do not agree. */
export const AGREEMENT_CODES = {
  'agreement/workload': problemCode('A workload that one output alone has', 'the same workloads in both, each under one name', 'Add it to the other output, or give both the same name.'),
  'agreement/image': problemCode('Another image', 'the same image, down to its tag', 'Take the image that is meant in both.'),
  'agreement/argv': problemCode('Another program', 'the same entry point, arguments and working directory once variables are replaced', 'Give both the same words; "$" is "$$" in Compose, and "$(NAME)" a variable on Kubernetes.'),
  'agreement/environment': problemCode('Another environment', 'the same variables with the same values, as the process sees them', 'Give the variable the same value in both, or leave it out of both.'),
  'agreement/file': problemCode('Another file', 'the same files with the same content', 'Write the content that is meant to both.'),
  'agreement/mount': problemCode('Another mount', 'the same things mounted at the same paths', 'Mount the same in both.'),
  'agreement/volume': problemCode('Another volume', 'the same volumes, which their users may write to', 'Keep the same volumes in both.'),
  'agreement/user': problemCode('Another user', 'the same user and groups', 'Set runAsUser and runAsGroup, and `user`, to the same.'),
  'agreement/privilege': problemCode('Other privileges', 'the same privileges', 'Give both the same, the fewest that it can do with.'),
  'agreement/limit': problemCode('Another limit', 'the same amounts', 'Give both the same.'),
  'agreement/health': problemCode('Another check', 'the same question, asked as often', 'Let the probes and the healthcheck ask the same.'),
  'agreement/order': problemCode('Another start order', 'the same order', 'Wait in both, or in none.'),
  'agreement/reachability': problemCode('Reached by another name or port', 'the same names and ports for peers', 'Give the Service the name of the service, and the ports that the container listens on.'),
  'agreement/isolation': problemCode('Others may call it', 'the same peers let in', 'Let the same peers in by NetworkPolicy and by networks.'),
  'agreement/port': problemCode('Another port', 'the same ports', 'Take the port that the program listens on in both.'),
  'agreement/entrance': problemCode('Another way in from outside', 'the same way in from outside', 'Publish the same in both.'),
  'agreement/replicas': problemCode('Another number', 'the same number of replicas', 'Run as many in both.'),
  'agreement/restart': problemCode('Another life', 'the same words on how long it runs, and what happens when it ends', 'Let it run as long, and be started again as often, in both.'),
  'agreement/setting': problemCode('Another setting', 'the same settings', 'Set the same in both.'),
  'agreement/note': problemCode('Another label or annotation', 'the same reasons, checksums and labels', 'Write the same to both.'),
  'agreement/announcement-stale': problemCode('A difference that was announced, and is none', 'the differences that were announced, and no others', 'Synthesize again; what was written is not what was announced.'),
} as const satisfies Codes & Record<`agreement/${Aspect}`, unknown>;

/** Their names. */
export type AgreementCode = keyof typeof AGREEMENT_CODES;
