/** How the engine of Compose labels a directory of its host anew, on hosts with SELinux; nothing happens on others. */
export enum SelinuxRelabel {
  /** So that all containers may use it: `z`. */
  SHARED = 'shared',
  /** So that only the last container that mounts it may use it: `Z`. */
  PRIVATE = 'private',
}
