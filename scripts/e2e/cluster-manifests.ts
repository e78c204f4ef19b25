import type { ChosenStack } from './stacks';

/** What is applied of a stack: its manifests with other images, and, on small nodes, with what each container asks for of the processors. */
export function manifestsOf({ name, files }: Pick<ChosenStack, 'name' | 'files'>, images: ReadonlyMap<string, string>, processors?: string): string {
  return (files.get(`kubernetes/${name}.k8s.yaml`) ?? '')
    .replace(/^(\s*(?:- )?image: )(\S+)$/gm, (line, start: string, image: string) => (images.has(image) ? `${start}${images.get(image)}` : line))
    .replace(/(\n\s+requests:\n\s+cpu: )\S+/g, (asked, start: string) => (processors === undefined ? asked : `${start}${processors}`));
}

/** The images that they run. */
export function imagesIn(manifests: string): readonly string[] {
  return [...new Set([...manifests.matchAll(/^\s*(?:- )?image: (\S+)$/gm)].map(([, image]) => image))];
}
