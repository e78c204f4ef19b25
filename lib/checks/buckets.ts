import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/;

/** What a driver mounts is text in a manifest, so it can be judged at synthesis. */
export function checkBuckets(graph: StackGraph, findings: Findings): void {
  for (const { bucket, path } of graph.model.volumes) {
    if (bucket?.provisioning !== 'static') continue;
    const report = (what: string, value: string, rule: string): void => findings.report('model/invalid-name', path, { what, value, rule });
    if (!BUCKET.test(bucket.bucket)) report('bucket', bucket.bucket, 'made of 3 to 63 lower-case letters, digits, "-" and "."');
    if (!/^[a-z0-9-]+$/.test(bucket.region)) report('region', bucket.region, 'made of lower-case letters, digits and "-"');
    if (bucket.endpoint !== undefined && !/^https?:\/\/[^\s/]+\/?$/.test(bucket.endpoint)) report('endpoint', bucket.endpoint, 'an http or https URL without a path');
    if (bucket.prefix !== undefined && !PREFIX.test(bucket.prefix)) report('prefix', bucket.prefix, 'a path without "/" at either end');
  }
}
