/** What the operator of the machines decides once, for all stacks of an app. */
export interface ComposeSettings {
  readonly ownerImage: string;
  readonly podImage: string;
}

export const DEFAULT_SETTINGS: ComposeSettings = {
  ownerImage: 'busybox:1.36.1',
  podImage: 'busybox:1.36.1',
};
