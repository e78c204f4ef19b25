/** Under which classes of jsii say what they are, whichever copy of the package made them. */
const CLASS_NAME = Symbol.for('jsii.rtti');
const IMPORTED = /^Imported(\w+)$/;
const OF_PLUS = /^cdk8s-plus-\d+\.(\w+)$/;

/** What to write in place of a value of cdk8s-plus, which says nothing to Compose: by its class. */
const REMEDIES: Readonly<Record<string, string>> = {
  EnvValue: 'Give the text itself, a Parameter or a Secret; one key of a Secret that is there is new Secret(stack, "NAME", { description, existing: { secretName, key } }).',
  EnvFrom: 'Write EnvFrom.secret("name") or EnvFrom.configMap("name") of this library.',
  Secret: 'Name it: new Secret(stack, "NAME", { description, existing: { secretName: secret.name, key } }), or all its keys with EnvFrom.secret(secret.name).',
  ConfigMap: 'Take all its keys with EnvFrom.configMap(configMap.name), or have the file made: new ConfigFile(stack, "settings", { content }).',
  Volume: 'Say it so that Compose has it too: new Volume(stack, "data", { size }), new Scratch(...), new ConfigFile(stack, "settings", { content }), or kubernetes.customize for a volume that only pods have.',
  PersistentVolumeClaim: 'Name a claim that is there, new ExistingVolume(stack, "data", { claimName: claim.name }), or have one made: new Volume(stack, "data", { size }).',
  Probe: 'Write HealthProbe.fromHttpGet(path), fromTcpSocket(...) or fromCommand(...) of this library: Compose needs it too.',
  ServiceAccount: 'Name it: workload.kubernetes.configure({ serviceAccount: { existing: account.name } }).',
  Cpu: 'Write the number of CPUs, such as 0.5.',
  IngressBackend: 'Say whom an endpoint answers with publish: Publish.atHost(host). For an Ingress of your own, hand ours over: kplus.IngressBackend.fromService(workload.kubernetes.asPlus<kplus.Service>()).',
  HorizontalPodAutoscaler: 'Say autoscaling: { maxReplicas }, or have yours scale the workload: target: workload.kubernetes.asPlus<kplus.Deployment>().',
};

/** Undefined for what is not of cdk8s-plus. */
export function plusRemedy(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || typeof value.constructor !== 'function') return undefined;
  const said = (value.constructor as { readonly [CLASS_NAME]?: { readonly fqn?: unknown } })[CLASS_NAME];
  // What is imported by its name is of a class that nobody outside knows, and jsii calls it by the one that it extends.
  const [, imported = ''] = IMPORTED.exec(value.constructor.name) ?? [];
  const [, name] = OF_PLUS.exec(String(said?.fqn)) ?? [];
  if (name === undefined) return REMEDIES[imported];
  return REMEDIES[name] ?? 'It is of cdk8s-plus and says nothing to Compose: write what this library has for it, or leave it to an object of your own in the stack.';
}
