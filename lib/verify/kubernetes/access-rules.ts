import type { Problem } from '../problem';
import { fields, items, shown, text } from '../untyped';
import { problem } from './finding';
import type { Cluster, Manifest, Rule } from './manifests';
import { SUBDOMAIN_1123 } from './names';
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
      const [named, account] = [text(subject['namespace']) ?? '', text(subject['name']) ?? ''];
      // A RoleBinding means the accounts of its own namespace, if it says nothing else.
      const home = named === '' && binding.kind === 'RoleBinding' ? binding.namespace : named;
      const place = ['subjects', index];
      if (home === '') yield problem('manifest/missing-field', binding, [...place, 'namespace'], `ServiceAccount ${shown(account)} needs a namespace`);
      if (account !== '' && !SUBDOMAIN_1123.test(account)) yield problem('manifest/invalid-name', binding, [...place, 'name'], `${shown(account)} is not a name of a ServiceAccount`);
      if (home !== binding.namespace || account === '' || !SUBDOMAIN_1123.test(account) || cluster.find('ServiceAccount', home, account) !== undefined) continue;
      const absent = missing(cluster, 'ServiceAccount', account);
      if (absent !== undefined) yield problem('manifest/missing-reference', binding, [...place, 'name'], `refers to ${absent}`);
    }
  }
}

function* roles(cluster: Cluster): Iterable<Problem> {
  for (const role of cluster.ofKind('Role', 'ClusterRole')) {
    for (const [index, rule] of items(role.body['rules']).map(fields).entries()) {
      const place = ['rules', index];
      const paths = items(rule['nonResourceURLs']);
      if (paths.length > 0 && role.kind === 'Role') yield problem('manifest/invalid-value', role, [...place, 'nonResourceURLs'], 'nonResourceURLs are for ClusterRoles alone');
      for (const field of paths.length > 0 ? [] : ['apiGroups', 'resources']) {
        if (items(rule[field]).length === 0) yield problem('manifest/missing-field', role, [...place, field], `rules[${index}].${field}: a rule needs at least one`);
      }
    }
  }
}

/** Who may do what. */
export const ACCESS_RULES: readonly Rule[] = [roleBindings, roles];
