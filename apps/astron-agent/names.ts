import { acknowledge, type MySql, type SeaweedFs, type Workload } from 'cdk8s-compose';
import type { Service } from './core-services';

/**
 * core-tenant listens on the one address that its host name has, and a container has one in each of its Compose networks.
 * So it gets a single network, its own, where MySQL comes to it. A pod has one address anyway.
 */
export function reachTenantByOneAddress(tenant: Service, mysql: MySql): void {
  const own = tenant.workload.node.id;
  tenant.workload.compose.customize((service) => { service.networks = [own]; });
  joinAs(mysql, { [own]: {} });
  acknowledge(mysql, 'agreement/isolation', 'core-tenant calls it in its own network, where others that call core-tenant are too; upstream has one network for all');
}

/**
 * A link to a stored file is signed with the host in it, so browsers and services have to use the same. Browsers take
 * whatever ends in `.localhost` for their own machine; in the networks of the store it is the store.
 */
export function reachObjectsByOneName(objects: SeaweedFs): void {
  joinAs(objects, { [objects.node.id]: { aliases: ['s3.localhost'] } });
}

function joinAs(workload: Workload, networks: Record<string, object>): void {
  workload.compose.customize((service) => {
    const joined = Array.isArray(service.networks) ? Object.fromEntries(service.networks.map((name) => [name, {}])) : service.networks;
    service.networks = { ...joined, ...networks };
  });
}
