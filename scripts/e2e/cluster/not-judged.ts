import type { ClusterFacts } from './facts';
import type { ClusterObject } from './objects';

/** What a cluster takes and nobody in it acts on, each a sentence that says what is done in its place. */
export function notJudged(objects: readonly ClusterObject[], { kinds, named }: ClusterFacts): readonly string[] {
  const of = (kind: string): readonly string[] => objects.filter((object) => object.kind === kind).map(({ metadata: { name } }) => name);
  const [ingresses, autoscalers] = [of('Ingress'), of('HorizontalPodAutoscaler')];
  const balanced = objects.filter(({ spec }) => (spec as { readonly type?: string } | undefined)?.type === 'LoadBalancer').map(({ metadata: { name } }) => name);
  return [
    ...(ingresses.length > 0 && ![...named].some((name) => name.startsWith('IngressClass ')) ? [`no controller serves the Ingresses ${ingresses.join(', ')}: the Services behind them are asked`] : []),
    ...(autoscalers.length > 0 && ![...kinds].some((kind) => kind.startsWith('metrics.k8s.io/')) ? [`nobody measures for the autoscalers ${autoscalers.join(', ')}: there are as many pods as they ask for at least`] : []),
    ...(balanced.length > 0 ? [`the Services ${balanced.join(', ')} are asked inside, whether somebody gives them addresses outside or not`] : []),
  ];
}
