import type { StackGraph } from '../../model/graph';
import type { WatchModel } from '../../model/word-values';
import type { ComposeWatch } from './document';
import { escapeDollar } from './interpolation';
import { sourcePath } from './source-path';

/** What Compose does while somebody works at files of the checkout. */
export function lowerWatch(rules: readonly WatchModel[], graph: StackGraph): ComposeWatch[] {
  return rules.map(({ action, path, target, ignore, include }) => ({
    action,
    path: sourcePath(path, graph),
    ...(target !== undefined && { target: escapeDollar(target) }),
    ...(ignore && { ignore: ignore.map(escapeDollar) }),
    ...(include && { include: include.map(escapeDollar) }),
  }));
}
