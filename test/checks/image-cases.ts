import { Image, type ImageFacts, type Workload, type WorkloadProps } from 'cdk8s-compose';
import { workload, type Broken, type Build, type Right } from './rule-cases';

export const SOURCE = 'Dockerfile:7';

/** A list that says all there is, each with the same source. */
export function stated<T extends object>(...facts: T[]): (T & { source: string })[] {
  return facts.map((fact) => ({ ...fact, source: SOURCE }));
}

/** The workload `api` of an image of which something is known. */
export function known(facts: Partial<ImageFacts>, props: Partial<WorkloadProps> = {}, then: (api: Workload) => unknown = () => undefined): Build {
  const image = Image.fromReference('example/app:1.0.0', { facts: { from: 'https://github.com/example/app/tree/v1', read: '2026-11-26', ...facts } });
  return (stack) => then(workload(stack, 'api', { image, ...props }));
}

export function broken(when: string, build: Build, ...says: string[]): Broken {
  return { when, build, at: 'shop/api', says };
}

export function right(when: string, build: Build): Right {
  return { when, build };
}
