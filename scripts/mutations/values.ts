/* Other values that are right where a value stands: what a schema refuses at once says nothing of who compares. */

/** By the key that a value stands at: the word that takes the place of another one. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  protocol: { TCP: 'UDP', tcp: 'udp' },
  pathType: { Prefix: 'Exact', ImplementationSpecific: 'Exact' },
  accessModes: { ReadWriteOnce: 'ReadWriteMany', ReadWriteMany: 'ReadWriteOnce' },
  restartPolicy: { Never: 'OnFailure' },
  imagePullPolicy: { IfNotPresent: 'Always', Always: 'IfNotPresent' },
  concurrencyPolicy: { Forbid: 'Allow', Allow: 'Forbid' },
  policyTypes: { Ingress: 'Egress', Egress: 'Ingress' },
  medium: { Memory: '' },
  drop: { ALL: 'NET_RAW' },
  verbs: { watch: 'update', get: 'delete', list: 'create' },
  scheme: { HTTPS: 'HTTP' },
  mountPropagation: { HostToContainer: 'None', Bidirectional: 'HostToContainer' },
  type: { ClusterIP: 'NodePort', RuntimeDefault: 'Unconfined', Recreate: 'RollingUpdate', RollingUpdate: 'Recreate', volume: 'bind', bind: 'volume', Utilization: 'AverageValue', LoadBalancer: 'NodePort' },
  restart: { 'unless-stopped': 'always', no: 'unless-stopped', always: 'unless-stopped' },
  condition: { service_healthy: 'service_started', service_started: 'service_healthy', service_completed_successfully: 'service_started', 'on-failure': 'any' },
  mode: { host: 'ingress', ingress: 'host' },
  host_ip: { '127.0.0.1': '0.0.0.0', '0.0.0.0': '127.0.0.1' },
  driver: { 'json-file': 'local' },
  podManagementPolicy: { Parallel: 'OrderedReady', OrderedReady: 'Parallel' },
  'pod-security.kubernetes.io/enforce': { restricted: 'baseline', baseline: 'restricted', privileged: 'baseline' },
};

/** A number, and what it is counted in. */
const AMOUNT = /^(\d+)(m|k|Ki|M|Mi|G|Gi|T|Ti|b|g|ms|s|h)?$/;

/**
 * A value in place of another one, of its type and form.
 *
 * @param key the last field above it
 */
export function otherValue(value: unknown, key: string): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return 'x';
  const word = WORDS[key]?.[value];
  if (word !== undefined) return word;
  if (value === 'true' || value === 'false') return String(value !== 'true');
  const [, amount, unit] = AMOUNT.exec(value) ?? [];
  if (amount !== undefined) return `${Number(amount) + 1}${unit ?? ''}`;
  if (/^\d+:\d+$/.test(value)) return value.replace(/\d+$/, (group) => String(Number(group) + 1));
  if (/^\S+ \S+ \S+ \S+ \S+$/.test(value) && key === 'schedule') return value.replace(/^\d+/, (minute) => String((Number(minute) + 1) % 60));
  return `${value}x`;
}

/** More values in place of a text: another default of a variable, and another word in the middle of a long text. */
export function* otherTexts(value: string): Iterable<readonly [how: string, value: string]> {
  const variable = /\$\{(\w+)(:[-?])([^}]*)\}/.exec(value);
  if (variable) {
    const [whole, name, sign, rest] = variable;
    yield ['another variable', value.replace(whole, () => `\${${name}_X${sign}${rest}}`)];
    yield [sign === ':-' ? 'another default' : 'another message', value.replace(whole, () => `\${${name}${sign}${String(otherValue(rest, ''))}}`)];
    yield ['no variable', value.replace(whole, 'fixed')];
  }
  const reference = /\$\((\w+)\)/.exec(value);
  if (reference) yield ['no reference', value.replace(reference[0], 'fixed')];
  if (value.includes('\n')) {
    const middle = Math.floor(value.length / 2);
    yield ['other in the middle', `${value.slice(0, middle)}x${value.slice(middle)}`];
  }
  if (value !== '') yield ['emptied', ''];
}
