import type { Expression } from './expression';

/** A machine at a provider, in which the stack's agents run code: neither target runs it, its template is written as files. */
export interface SandboxModel {
  readonly name: string;
  readonly path: string;
  readonly files: readonly { readonly name: string; readonly content: Expression }[];
}
