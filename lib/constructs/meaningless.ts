import type { IConstruct } from 'constructs';
import { recordFault } from '../model/fault';
import { captureTrace, type OnStack } from '../model/trace';

/**
 * Remembers that a property was given to something that it says nothing about: written to no output, it would be lost
 * without a word.
 *
 * @param rule why it means nothing there, as the end of a sentence
 */
export function reportMeaningless(construct: IConstruct, field: string, rule: string, below: OnStack): void {
  recordFault(construct, { kind: 'meaningless', path: construct.node.path, field, rule, trace: captureTrace(below) });
}
