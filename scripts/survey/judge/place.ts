import type { ComposeDocument, ComposeService } from 'cdk8s-compose';
import type { Raw } from '../../import/raw';

/**
 * How much of an attribute the output has.
 *
 * `exact`: equal after normalizing. Short and long forms, lists and mappings, units, and commands that are split as Compose
 * splits them are one; so are what is said and what is so anyway.
 *
 * `typed`: the meaning is there in another form. Services, volumes and variables have other names, the operator can move a
 * port, a directory of the host is found below one that the operator names, a size is said that was not, one is waited for
 * longer, a shell runs what a shell ran, `unless-stopped` stands for `always`.
 *
 * `none`: all else, and whatever nothing is known of. What the output has beyond the file is counted, and judged where an
 * attribute of the file would mean something else by it: times of a check, the order of files with variables.
 */
export type Level = 'exact' | 'typed' | 'none';

/** What was found of one attribute, or of a part of one. */
export interface Verdict {
  /** What it is called in the table: an attribute, and which kind of it. */
  readonly attribute: string;
  readonly level: Level;
  readonly detail?: string;
}

/** Where an attribute stands in the file and where it is looked for in the output. */
export interface Place {
  readonly raw: Raw;
  readonly output: ComposeService;
  readonly document: ComposeDocument;
  /** All services of the file. */
  readonly services: ReadonlyMap<string, Raw>;
  /** Everything in the file beside the services. */
  readonly top: Raw;
  /** Directory of the file, below the root of its checkout. */
  readonly directory: string;
  /** The service of the output for each one of the file that is there. */
  readonly names: ReadonlyMap<string, string>;
  /** The ports of the Service that the workload has on Kubernetes. */
  readonly servicePorts: ReadonlySet<string>;
}

const ORDER: readonly Level[] = ['exact', 'typed', 'none'];

export function worst(levels: Iterable<Level>): Level {
  return ORDER[Math.max(0, ...[...levels].map((level) => ORDER.indexOf(level)))];
}

export function verdict(attribute: string, level: Level, detail?: string): Verdict {
  return { attribute, level, ...(detail !== undefined && { detail }) };
}
