import { CONTAINER_FAULTS } from './containers';
import { CUSTOM_FAULTS } from './custom';
import type { Fault } from './fault';
import { GATEWAY_FAULTS } from './gateways';
import { IDENTITY_FAULTS } from './identity';
import { POD_SECURITY_FAULTS } from './pod-security';
import { QUOTA_FAULTS } from './quotas';
import { SCHEMA_FAULTS } from './schema';
import { SERVICE_FAULTS } from './services';
import { SIZE_FAULTS } from './sizes';
import { VERSION_FAULTS } from './versions';
import { VOLUME_FAULTS } from './volumes';
import { WORKLOAD_FAULTS } from './workloads';

/** Manifests with one mistake each, as tests of the judge, and for a comparison with a server (`scripts/dry-run.ts`). */
export const MANIFEST_FAULTS: readonly Fault[] = [
  ...SCHEMA_FAULTS, ...VERSION_FAULTS, ...IDENTITY_FAULTS, ...WORKLOAD_FAULTS, ...CONTAINER_FAULTS, ...VOLUME_FAULTS, ...SERVICE_FAULTS,
  ...POD_SECURITY_FAULTS, ...SIZE_FAULTS, ...QUOTA_FAULTS, ...CUSTOM_FAULTS,
  ...GATEWAY_FAULTS,
];
