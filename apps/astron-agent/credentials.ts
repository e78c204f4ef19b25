import type { Secret } from 'cdk8s-compose';
import type { Settings } from './settings';

/** The only id that the services of v1.1.2 start with: their seed data refers to it. */
export const TENANT_ID = '680ab54f';

/**
 * What the services prove to each other who they are with. Upstream's own Compose file makes these at the first start;
 * here the operator does, so that both targets and every restart have the same.
 */
export class Credentials {
  private readonly key: Secret;
  private readonly secret: Secret;
  private readonly internalKey: Secret;
  private readonly uploadToken: Secret;
  private readonly runtimeToken: Secret;

  public constructor(settings: Settings) {
    const tenant = 'of letters, digits and . _ ~ -, 32 to 50 characters';
    this.key = settings.secret('TENANT_KEY', `Key of the platform at core-tenant, ${tenant}.`, 'openssl rand -hex 20');
    this.secret = settings.secret('TENANT_SECRET', `Secret of the platform at core-tenant, ${tenant}; another one than the key.`, 'openssl rand -hex 20');
    this.internalKey = settings.secret('WORKFLOW_INTERNAL_API_KEY', 'With it the console and the agents call core-workflow, 32 to 128 characters.', 'openssl rand -hex 32');
    this.uploadToken = settings.secret('SKILL_SANDBOX_ARTIFACT_UPLOAD_TOKEN', 'With it workflows and agents store files at the console, 32 characters or more.', 'openssl rand -hex 32');
    this.runtimeToken = settings.secret('SKILL_SANDBOX_RUNTIME_CREDENTIAL_TOKEN', 'With it they ask the console for keys of sandboxes, 32 characters or more; another one than the upload token.', 'openssl rand -hex 32');
  }

  /** The pair under the names of core-tenant and core-workflow. */
  public tenant(): Record<string, Secret | string> {
    return { TENANT_ID, TENANT_KEY: this.key, TENANT_SECRET: this.secret };
  }

  /** The pair, and the id, under names that begin with a prefix: one application is all of them. */
  public application(names: { readonly id?: string; readonly key: string; readonly secret: string }): Record<string, Secret | string> {
    return { ...(names.id !== undefined && { [names.id]: TENANT_ID }), [names.key]: this.key, [names.secret]: this.secret };
  }

  public workflow(): Record<string, Secret> {
    return { WORKFLOW_INTERNAL_API_KEY: this.internalKey };
  }

  public sandbox(): Record<string, Secret> {
    return { SKILL_SANDBOX_ARTIFACT_UPLOAD_TOKEN: this.uploadToken, SKILL_SANDBOX_RUNTIME_CREDENTIAL_TOKEN: this.runtimeToken };
  }
}
