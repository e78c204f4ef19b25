import { decisions, NATIVE, type SupportTable } from '../support';
import { everyWord } from '../words';
import type { InventoryCodes } from './codes';

const { outOfScope } = decisions<InventoryCodes>();

/** How a stack runs, which is not what it consists of. */
const NOT_LISTED = outOfScope('inventory/not-listed');

/**
 * What an inventory makes of each feature.
 *
 * @param addedImages whether someone has said which images targets add by themselves
 */
export function inventorySupport(addedImages: boolean): SupportTable {
  const addsContainer = addedImages ? NATIVE : outOfScope('inventory/added-images');
  return {
    ...everyWord(NOT_LISTED),
    'workload.service': NATIVE,
    'workload.stateful': NATIVE,
    'workload.task': NATIVE,
    'workload.gateway': NATIVE,
    'workload.sidecar': addsContainer,
    'workload.init-container': NATIVE,
    'image.reference': NATIVE,
    'image.build': NATIVE,
    'image.chosen': NOT_LISTED,
    'process.entrypoint': NOT_LISTED,
    'process.command': NOT_LISTED,
    'process.working-directory': NOT_LISTED,
    'environment.literal': NOT_LISTED,
    'environment.endpoint': NATIVE,
    'environment.published-port': NATIVE,
    'environment.parameter': NATIVE,
    'environment.secret': NATIVE,
    'environment.source': NOT_LISTED,
    'value.composed': NATIVE,
    'value.optional-renamed': NOT_LISTED,
    'endpoint.tcp': NATIVE,
    'endpoint.udp': NATIVE,
    'exposure.host-port': NATIVE,
    'exposure.public': NATIVE,
    'exposure.public-tls': NATIVE,
    'exposure.certificate': NATIVE,
    'health.http': NOT_LISTED,
    'health.tcp': NOT_LISTED,
    'health.grpc': NOT_LISTED,
    'health.exec': NOT_LISTED,
    'health.liveness': NOT_LISTED,
    'duration.fractional': NOT_LISTED,
    'mount.volume': NATIVE,
    'mount.config': NATIVE,
    'mount.scratch': NATIVE,
    'mount.shared-scratch': addsContainer,
    'mount.shared-memory': NATIVE,
    'mount.source': NATIVE,
    'mount.certificate': NATIVE,
    'mount.propagated': NATIVE,
    'replicas.several': NATIVE,
    'replicas.published': NATIVE,
    'replicas.with-sidecars': NATIVE,
    'resources.cpu-limit': NATIVE,
    'resources.cpu-request': NATIVE,
    'resources.memory-limit': NATIVE,
    'resources.memory-request': NATIVE,
    'resources.no-limit': NATIVE,
    'lifecycle.stop-grace-period': NOT_LISTED,
    'lifecycle.stop-signal': NOT_LISTED,
    'lifecycle.retries': NOT_LISTED,
    'security.user': NATIVE,
    'security.image-user': NATIVE,
    'security.read-only-root': NATIVE,
    'security.supplemental-groups': NATIVE,
    'security.capability': NATIVE,
    'security.root': NATIVE,
    'security.fuse': NATIVE,
    'network.peers': NATIVE,
    'network.direction': NATIVE,
    'network.no-egress': NATIVE,
    'order.reference': NOT_LISTED,
    'order.explicit': NOT_LISTED,
    'order.wait': addsContainer,
    'order.wait-for-task': addsContainer,
    'operations.restart': NOT_LISTED,
    'operations.rolling-update': NOT_LISTED,
    'operations.metrics': NATIVE,
    'operations.autoscaling': NOT_LISTED,
    'operations.schedule': NATIVE,
    'parameter.optional': NATIVE,
    'secret.optional': NATIVE,
    'secret.store': NATIVE,
    sandbox: NATIVE,
    'volume.size': NATIVE,
    'volume.owner': addsContainer,
    'volume.storage-class': NATIVE,
    'volume.bucket': NATIVE,
    'volume.shared': NATIVE,
  };
}
