/** Why a path cannot lie in the system's checkout; undefined if it can. */
export function checkoutPathProblem(path: string): string | undefined {
  if (path === '') return 'a path';
  if (/^([/\\~]|[A-Za-z]:)/.test(path)) return 'relative to the checkout';
  if (path.split(/[/\\]/).includes('..')) return 'inside the checkout, without ".."';
  if (/[\0\n\\:]/.test(path)) return 'free of line breaks, "\\" and ":"';
  return undefined;
}

/** Why a path cannot be one in a container; undefined if it can. */
export function containerPathProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return 'absolute';
  if (path === '/') return 'a directory or file below "/"';
  if (/[\0\n:,]/.test(path)) return 'free of line breaks, ":" and ","';
  if (/\/$|\/\/|\/\.{1,2}(\/|$)/.test(path)) return 'normalized, without "//", "." and ".." and without "/" at the end';
  return undefined;
}
