import type { CallerModel } from './callers';
import type { ChoiceModel } from './choice';
import type { Expression } from './expression';
import type { OutsidePeerModel } from './outside';
import type { SandboxModel } from './sandbox';
import type { ConfigFileModel, VolumeModel } from './storage';
import type { MODEL_VERSION } from './version';
import type { MetadataModel } from './word-values';
import type { WorkloadModel } from './workload';

/**
 * Everything the product knows about one application: plain data, the same for every target, written to
 * `dist/model/<stack>.json`. All lists are sorted by name, so the order of construction leaves no trace.
 */
export interface StackModel {
  /** Of the model's shape, not of the stack. */
  readonly version: typeof MODEL_VERSION;
  readonly name: string;
  readonly path: string;
  readonly namespace: string;
  /** Of all that belongs to it; its workloads have them, too. */
  readonly labels?: MetadataModel;
  readonly annotations?: MetadataModel;
  /** What takes the place of registries; the images of containers have it already. Missing if nothing does. */
  readonly registries?: Readonly<Record<string, string>>;
  readonly workloads: readonly WorkloadModel[];
  readonly volumes: readonly VolumeModel[];
  readonly configFiles: readonly ConfigFileModel[];
  readonly parameters: readonly ParameterModel[];
  readonly secrets: readonly SecretModel[];
  /** Among workloads, and from them to servers outside. */
  readonly connections: readonly ConnectionModel[];
  /** Servers that others run; missing if there are none. */
  readonly outside?: readonly OutsidePeerModel[];
  /** Who of other stacks talks to workloads of this one; missing if nobody does. */
  readonly callers?: readonly CallerModel[];
  /** Sorted by name; missing if the stack states none. */
  readonly choices?: readonly ChoiceModel[];
  /** Where the operator keeps the system's own source, if the stack builds or mounts any of it. */
  readonly source: SourceModel;
  /** The external-secrets store that holds the secrets, if one does. */
  readonly secretStore?: SecretStoreModel;
  /** Missing if there are none. */
  readonly sandboxes?: readonly SandboxModel[];
}

/** A value that the operator may change. */
export interface ParameterModel {
  readonly name: string;
  readonly path: string;
  /** Absent if it has no value until the operator gives it one. */
  readonly default?: string;
  /** The default with other parameters in it, of which `default` is what their defaults make; missing if there are none. */
  readonly chosen?: Expression;
  /** Name by which the operator sets it beside its own, together with others of that name, if the user has chosen one. */
  readonly setting?: string;
  /** Set if nothing may start until the operator gives it a value, where a platform can see to that. */
  readonly required?: true;
  readonly description: string;
}

/** A value that the operator holds, and no output has. */
export interface SecretModel {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  /** How to make or obtain a value. */
  readonly hint?: string;
  readonly optional: boolean;
  /** Where the operator of Compose keeps the value as a file, absolute or relative to `compose.yaml`, if the user has chosen that. */
  readonly file?: string;
  /** The Secret of the cluster that has it already, and the key there. */
  readonly existing?: { readonly secret: string; readonly key: string };
  /** What tells servers that remember it of a new value; without any, it counts when containers start. */
  readonly changes?: readonly SecretChange[];
}

/** A server that reads a password on an empty volume only. */
export interface SecretChange {
  /** Construct path of the server. */
  readonly workload: string;
  /** Command line in its container; `...` stands for the new value, if the command does not ask for it. */
  readonly command: string;
  /** What the command reads from its standard input. */
  readonly input?: string;
}

/** One workload talks to one endpoint of another peer. */
export interface ConnectionModel {
  /** Construct paths. */
  readonly from: string;
  readonly to: string;
  readonly endpoint: string;
  /** Set if it can do without. */
  readonly optional?: true;
}

/** Where the system's own checkout is. */
export interface SourceModel {
  /** Name by which the operator sets the checkout's directory, if the user has chosen one. */
  readonly setting?: string;
}

/** A store outside the stack that holds its secrets. */
export interface SecretStoreModel {
  readonly name: string;
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
}
