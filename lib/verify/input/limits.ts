/** What a file may have, and no file that is meant has. The numbers stand in the codes, too. */

/** Bytes of one file, 8 MiB: an API server takes no object above 1.5 MiB. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** Values in one file, each as often as aliases repeat it. */
export const MOST_VALUES = 200_000;

/** Values inside of each other. */
export const DEEPEST = 100;

/** Keys that merges (`<<`) may bring into the mappings of one file. */
export const MOST_MERGED_KEYS = 10_000;

/** Problems of one kind that are shown of one file: the others are likely to be of the same cause. */
export const MOST_OF_A_KIND = 20;
