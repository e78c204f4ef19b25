import { isUnpinned } from '../../model/image';

/**
 * When a node asks the registry. A name whose content changes is asked for at each start, or nodes would run different
 * software for ever; what is called `localhost/` is in no registry, only on nodes that it was loaded into.
 */
export function pullPolicy(reference: string): 'Always' | 'IfNotPresent' {
  return isUnpinned(reference) && !reference.startsWith('localhost/') ? 'Always' : 'IfNotPresent';
}
