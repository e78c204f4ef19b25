import type { ChosenStack } from './stacks';

/** What is applied of a stack: its manifests with other images, and, on small nodes, with what each container asks for of the processors. */
export function manifestsOf({ model: { name }, files }: Pick<ChosenStack, 'model' | 'files'>, images: ReadonlyMap<string, string>, processors?: string): string {
  return (files.get(`kubernetes/${name}.k8s.yaml`) ?? '')
    .replace(/^(\s*(?:- )?(?:image|reference): )(\S+)$/gm, (line, start: string, image: string) => (images.has(image) ? `${start}${images.get(image)}` : line))
    .replace(/(\n\s+requests:\n\s+cpu: )\S+/g, (asked, start: string) => (processors === undefined ? asked : `${start}${processors}`));
}

/** Them with what an operator writes into the ConfigMap of parameters before he applies them. */
export function withParameters(manifests: string, values: ReadonlyMap<string, string>): string {
  const isOfParameters = (document: string): boolean => /^kind: ConfigMap$/m.test(document) && /^  name: \S+-parameters$/m.test(document);
  const filledIn = (document: string): string => document.replace(/^  (\w+): .*$/gm, (line, name: string) => (values.has(name) ? `  ${name}: ${JSON.stringify(values.get(name))}` : line));
  return manifests.split(/^---\n/m).map((document) => (isOfParameters(document) ? filledIn(document) : document)).join('---\n');
}

/** The images that they run, or mount. */
export function imagesIn(manifests: string): readonly string[] {
  return [...new Set([...manifests.matchAll(/^\s*(?:- )?(?:image|reference): (\S+)$/gm)].map(([, image]) => image))];
}
