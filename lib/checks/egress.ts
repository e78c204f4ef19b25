import type { Findings } from '../diagnostics/findings';
import { isCidr, isNamespace, type EgressRuleModel } from '../model/egress';
import { isPort } from '../model/endpoint';
import type { StackGraph } from '../model/graph';

/** Exceptions from having no way out are ones that a network policy can say. */
export function checkEgress({ model }: StackGraph, findings: Findings): void {
  for (const { path, allowedEgress = [] } of model.workloads) {
    for (const rule of allowedEgress) for (const [value, expected] of problemsOf(rule)) findings.report('model/egress', path, { field: 'egress', value, expected });
  }
}

function* problemsOf({ cidr, namespace, ports }: EgressRuleModel): Iterable<readonly [value: string, expected: string]> {
  if (cidr !== undefined && namespace !== undefined) yield [`cidr ${cidr} together with namespace ${namespace}`, 'either of the two; an exception each, if both are meant'];
  if (cidr === undefined && namespace === undefined && ports === undefined) yield ['an exception for everything', 'true, if it may call the world'];
  if (cidr !== undefined && !isCidr(cidr)) yield [`cidr "${cidr}"`, 'addresses as 10.20.0.0/16 or fd00:20::/32, of one address 10.20.0.7/32; a network policy knows no host names, so give the ports alone where the addresses are not known'];
  if (namespace !== undefined && !isNamespace(namespace)) yield [`namespace "${namespace}"`, 'the name of a namespace: lower-case letters, digits and "-"'];
  if (ports?.length === 0) yield ['ports without any', 'one port or more; leave ports out for all of them'];
  for (const port of ports ?? []) if (!isPort(port)) yield [`port ${port}`, 'a whole number from 1 to 65535'];
}
