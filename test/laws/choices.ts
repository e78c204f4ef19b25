import * as fc from '../fast-check';
import type { Synthesized } from '../../lib/testing';
import { activeProject } from './active-profiles';
import { arbitraryStack } from './arbitrary-stack';
import { announcementsOf, composeOf, disagreementsOf, filesBeside, manifestsIn, versionOf } from './outputs';
import type { ChoiceDescription, StackDescription, WorkloadDescription } from './stack-description';

const PROFILES = ['blue', 'green'];

/** What is stated of profiles: nothing, or choices of which one may be the default. */
const STATED: readonly (readonly ChoiceDescription[])[] = [
  [],
  [{ name: 'one', profiles: ['blue'], isDefault: true }, { name: 'two', profiles: ['green'] }],
  [{ name: 'one', profiles: ['blue'] }, { name: 'two', profiles: ['green'] }, { name: 'both', profiles: PROFILES }],
  [{ name: 'both', profiles: PROFILES, isDefault: true }, { name: 'neither', profiles: [] }],
];

/** Any stack of which some workloads are in profiles. An entrance to them would lead nowhere without them, so there is none. */
export const arbitraryChoices: fc.Arbitrary<StackDescription> = fc
  .record({
    stack: arbitraryStack,
    // A system of which nothing always runs is one that a set without it could not name.
    always: fc.nat(5),
    profiles: fc.array(fc.oneof(fc.constant([]), fc.subarray(PROFILES, { minLength: 1 })), { minLength: 6, maxLength: 6 }),
    stated: fc.constantFrom(...STATED),
  })
  .map(({ stack: { gateway: _gateway, ...stack }, profiles, stated, always }) => {
    const pods = stack.workloads.flatMap(({ inPod }, at) => (inPod ? [] : [at]));
    return withProfiles(stack, profiles.map((each, at) => (at === pods[always % pods.length] ? [] : each)), stated);
  });

/** The same stack with its workloads in profiles, and the choices that it has the profiles for. */
export function withProfiles(stack: StackDescription, profiles: readonly (readonly string[])[], stated: readonly ChoiceDescription[]): StackDescription {
  const workloads = stack.workloads.map((workload, at): WorkloadDescription => (workload.inPod || !profiles[at]?.length ? workload : { ...workload, profiles: profiles[at] }));
  const used = new Set(workloads.flatMap((workload) => workload.profiles ?? []));
  const choices = stated.every((choice) => choice.profiles.every((profile) => used.has(profile))) ? stated : [];
  return { ...stack, workloads, ...(choices.length > 0 && { choices }) };
}

/** What can be chosen of a described stack, with the file of each; the first is what counts where nobody chooses. */
export function chosenOf({ name, choices = [], workloads }: StackDescription): { readonly choice: string; readonly profiles: readonly string[]; readonly file: string }[] {
  const main = `kubernetes/${name}.k8s.yaml`;
  const used = [...new Set(workloads.flatMap(({ profiles = [] }) => profiles))];
  const all = choices.length > 0 ? choices : used.map((profile): ChoiceDescription => ({ name: profile, profiles: [profile] }));
  return [
    ...(all.some(({ isDefault }) => isDefault) ? [] : [{ choice: '', profiles: [], file: main }]),
    ...all.map((choice) => ({ choice: choice.name, profiles: choice.profiles, file: choice.isDefault ? main : `kubernetes/${name}/${choice.name}.k8s.yaml` })),
  ];
}

/** What Compose with each choice of profiles, and the manifests of that choice, do not have in common and should. */
export function choiceDisagreements(result: Pick<Synthesized, 'files'>, description: StackDescription, compose: unknown = composeOf(result as Synthesized, description.name)): string[] {
  const beside = filesBeside(result as Synthesized, description.name);
  const chosen = chosenOf(description);
  const written = [...result.files.keys()].filter((file) => file.startsWith('kubernetes/'));
  return [
    ...written.filter((file) => chosen.every((each) => each.file !== file)).map((file) => `${file} is written for no choice`),
    ...chosen.flatMap(({ profiles, file, choice }) => {
      const content = result.files.get(file);
      if (content === undefined) return [`${file} is not written`];
      const { document, faults } = activeProject(compose, profiles);
      return [...faults, ...disagreementsOf({ kubernetes: manifestsIn(content), compose: document, files: beside, announcements: announcementsOf(result, description.name, choice), version: versionOf(result, description.name) }, description)].map((problem) => `${file} with ${profiles.join(', ') || 'no profiles'}: ${problem}`);
    }),
  ];
}
