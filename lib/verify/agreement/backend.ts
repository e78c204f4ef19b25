/** What an entrance leads to. */
export interface Backend {
  /** `workload endpoint` */
  readonly key: string;
  readonly address: string;
  /** `path host:port`, and what becomes of the request on its way */
  readonly passing: string;
}

/** The path as it is compared: a slash at its end means nothing. */
export function comparedPath(path: string, isExact: boolean): string {
  return isExact ? `${path} exactly` : path.replace(/(?<=.)\/$/, '');
}
