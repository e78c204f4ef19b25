import type { Problem } from '../problem';
import { fields, items, shown, text } from '../untyped';
import { problem } from './finding';
import type { Cluster, Manifest, Rule } from './manifests';
import { missing } from './references';

function* roleReference(cluster: Cluster, binding: Manifest): Iterable<Problem> {
  const role = fields(binding.body['roleRef']);
  const name = text(role['name']) ?? '';
  // ClusterRoles may be the built-in ones; a Role can only be the stack's own.
  if (role['kind'] !== 'Role') return;
  if (binding.kind === 'ClusterRoleBinding') {
    yield problem('manifest/invalid-value', binding, ['roleRef', 'kind'], 'a ClusterRoleBinding cannot refer to a Role');
  } else if (cluster.find('Role', binding.namespace, name) === undefined) {
    const absent = missing(cluster, 'Role', name);
    if (absent !== undefined) yield problem('manifest/missing-reference', binding, ['roleRef', 'name'], `refers to ${absent}`);
  }
}

function* roleBindings(cluster: Cluster): Iterable<Problem> {
  for (const binding of cluster.ofKind('RoleBinding', 'ClusterRoleBinding')) {
    yield* roleReference(cluster, binding);
    for (const [index, subject] of items(binding.body['subjects']).map(fields).entries()) {
      if (subject['kind'] !== 'ServiceAccount') continue;
      const [home, account] = [text(subject['namespace']) ?? '', text(subject['name']) ?? ''];
      const place = ['subjects', index];
      if (home === '') yield problem('manifest/missing-field', binding, [...place, 'namespace'], `ServiceAccount ${shown(account)} needs a namespace`);
      if (home !== binding.namespace || cluster.find('ServiceAccount', home, account) !== undefined) continue;
      const absent = missing(cluster, 'ServiceAccount', account);
      if (absent !== undefined) yield problem('manifest/missing-reference', binding, [...place, 'name'], `refers to ${absent}`);
    }
  }
}

/** Who may do what. */
export const ACCESS_RULES: readonly Rule[] = [roleBindings];
