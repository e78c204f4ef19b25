/* All that judges, as the one file that `late.ts` loads. */

export { differencesBetween } from './agreement/compare';
export { judgeProject } from './compose/judge';
export { loadProject } from './compose/load/load';
export { readYaml } from './input/yaml';
export { judgeManifests } from './kubernetes/judge';
