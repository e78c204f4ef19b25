import { App, Image, Stack, type ComposeService } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Container, Controller, KubernetesObject, NetworkPolicy } from '../../lib/targets/kubernetes/api';

export const IMAGE = Image.fromReference('example/app:1.0.0');

/** Both outputs of one stack, as objects. */
export class Lowered {
  private readonly synthesized;

  /** Fills the stack `shop`, in which nothing is wrong. */
  public constructor(build: (stack: Stack) => unknown) {
    const stack = new Stack(new App(), 'shop');
    build(stack);
    this.synthesized = synthesize(stack);
    expect(this.synthesized.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  }

  public get kubernetes(): readonly KubernetesObject[] {
    return this.synthesized.kubernetes;
  }

  public get compose() {
    return this.synthesized.compose!;
  }

  public get files(): ReadonlyMap<string, string> {
    return this.synthesized.files;
  }

  public service(name: string): ComposeService {
    return this.compose.services[name];
  }

  public object<T extends KubernetesObject>(kind: string, name: string): T {
    const found = this.kubernetes.filter((object) => object.kind === kind && object.metadata.name === name);
    expect(found).toHaveLength(1);
    return found[0] as T;
  }

  public controller(name: string): Controller {
    const found = this.kubernetes.filter(({ kind, metadata }) => ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === name);
    expect(found).toHaveLength(1);
    return found[0] as Controller;
  }

  public container(name: string): Container {
    return this.controller(name).spec.template.spec!.containers[0];
  }

  public networkPolicy(name: string): NetworkPolicy {
    return this.object('NetworkPolicy', `${name}-ingress`);
  }
}
