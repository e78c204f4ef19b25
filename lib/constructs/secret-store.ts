import { guard } from '../border/guard';
import type { SecretStoreModel } from '../model/stack';

/**
 * Where the external-secrets operator of the cluster finds the values of a stack's secrets: under the stack's name, one
 * property for each secret. Compose reads them from `.env` all the same (`compose/secret-store`).
 *
 * @example
 * new Stack(app, 'shop', { secretStore: SecretStore.cluster('vault') })
 */
export class SecretStore {
  /** A `ClusterSecretStore`. */
  public static cluster(name: string): SecretStore {
    return new SecretStore({ name, kind: 'ClusterSecretStore' });
  }

  /** A `SecretStore` in the stack's own namespace. */
  public static inNamespace(name: string): SecretStore {
    return new SecretStore({ name, kind: 'SecretStore' });
  }

  private constructor(private readonly store: SecretStoreModel) {}

  /** @internal */
  public _describe(): SecretStoreModel {
    return this.store;
  }
}

guard(SecretStore);
