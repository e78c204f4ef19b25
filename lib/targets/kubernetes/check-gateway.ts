import { isNamespace } from '../../model/egress';
import type { Refused } from './check-placement';
import { qualifiedName, subdomain } from './formats';
import type { GatewayOptions } from './gateway-options';

/** As the Gateway API writes a time (GEP-2257); nothing is no time. */
const TIME = /^(?:(?:[0-9]{1,5}(?:h|m|s|ms)){1,4})?$/;

/** Finds what is no Gateway: neither one that is there, nor one that can be made. */
export function checkGateway(gateway: GatewayOptions, refused: Refused): void {
  if (Object.keys(gateway).length === 0) return;
  const { name, namespace, className, listeners = {}, annotations, requestTimeout } = gateway;
  const names = { name, className, 'listeners.https': listeners.https, 'listeners.http': listeners.http };
  for (const [what, value] of Object.entries(names)) if (value !== undefined) refused(`${what} of gateway`, value, subdomain(value));
  if (namespace !== undefined) refused('namespace of gateway', namespace, isNamespace(namespace) ? undefined : 'it has to be the name of a namespace');
  for (const annotation of Object.keys(annotations ?? {})) refused('an annotation of gateway', annotation, qualifiedName(annotation));
  if (requestTimeout !== undefined) refused('requestTimeout of gateway', requestTimeout, TIME.test(requestTimeout) ? undefined : 'it has to be a time as the Gateway API writes it, such as 30s or 1h30m, or empty for none');
  if (name === undefined && className === undefined) refused('gateway', gateway, 'it has to have the name of a Gateway that is there, or a className to make one of');
  if (className === undefined && annotations !== undefined) refused('gateway', gateway, 'a Gateway that is there has the annotations that it has');
  if (className === undefined) return;
  if (namespace !== undefined) refused('gateway', gateway, 'one that is made, of a className, is in the namespace of the stack');
  if (gateway.listeners !== undefined) refused('gateway', gateway, 'one that is made, of a className, has listeners of its own');
}
