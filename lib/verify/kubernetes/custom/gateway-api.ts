import { packagedSchema } from '../../packaged-schema';
import { groupOf } from '../api/api';
import { definitionIn, type Definition } from './definitions';

/** The format of `schemas/gateway-api.json.br`. */
export interface GatewayApiSchemas {
  /** Of the Gateway API, whose standard channel the definitions are of. */
  readonly release: string;
  /** CustomResourceDefinitions, without what only people read. */
  readonly definitions: readonly unknown[];
}

let loaded: readonly Definition[] | undefined;

/** Read when the first manifest of the group is judged. */
export function gatewayDefinitions(): readonly Definition[] {
  return (loaded ??= (packagedSchema('gateway-api') as GatewayApiSchemas).definitions.flatMap((definition) => definitionIn(definition) ?? []));
}

export function isOfGatewayApi(apiVersion: string): boolean {
  return groupOf(apiVersion) === 'gateway.networking.k8s.io';
}
