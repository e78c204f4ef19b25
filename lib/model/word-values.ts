/*
 * The values of words that are more than a text or a number.
 */

/** Something that the hardened default denies, and why it cannot be done without. */
export interface Reasoned {
  readonly reason: string;
}

/** When something is started again that has ended. */
export type RestartPolicyName = 'always' | 'on-failure' | 'no';

/** When an engine asks for an image. */
export type PullPolicyName = 'always' | 'missing' | 'never' | 'build';

/** A name that the containers know before they ask anybody. */
export interface ExtraHost {
  readonly name: string;
  /** An address, or `host-gateway` for the machine that the containers of Compose run on. */
  readonly address: string;
}

/** Whom the containers ask for names, beside whom the engine asks. */
export interface DnsConfigModel {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  /** Sorted by name. */
  readonly options?: readonly DnsOption[];
}

/** An option of the resolver. */
export interface DnsOption {
  readonly name: string;
  /** Missing for one that has none. */
  readonly value?: string;
}
