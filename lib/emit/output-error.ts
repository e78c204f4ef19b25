/** The outputs cannot be written: the message says what stands in the way and what to do. */
export class OutputError extends Error {
  public constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OutputError';
  }
}

/** What has become of the outputs when something stood in the way before the first of them was changed. */
export const UNCHANGED = 'Nothing was changed.';

/** What the codes of a file system mean to somebody who does not know them, and what helps. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'the permission is missing; give it to the user who runs the synthesis',
  EBUSY: 'something else holds it; end that first',
  EDQUOT: 'the quota is used up; make room',
  EISDIR: 'a folder stands there, where a file belongs; move it away',
  ELOOP: 'links lead round in a circle; remove them',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
  ENAMETOOLONG: 'the file system takes no name of this length; choose shorter ids, or another output directory',
  ENFILE: 'too many files are open on this machine',
  ENOENT: 'it is not there any more, or its folder is not; something else works in the output directory',
  ENOSPC: 'no space is left on the device; make room',
  ENOTDIR: 'a file stands where one of its folders belongs; move it away',
  ENOTEMPTY: 'a folder with other files stands there; move it away',
  EPERM: 'the operation is not permitted; let the user who runs the synthesis own the output directory',
  EROFS: 'the file system is read-only; choose another output directory',
};

/**
 * What the file system has refused, as a sentence.
 *
 * @param state what has become of the outputs
 */
export function ioError(action: 'read' | 'write' | 'remove', target: string, cause: unknown, state: string): OutputError {
  const code = codeOf(cause);
  const reason = (code !== undefined && Object.hasOwn(REASONS, code) && `${REASONS[code]} (${code})`) || textOf(cause);
  return new OutputError(`cannot ${action} ${target}: ${reason}. ${state}`, cause);
}

/** Not `instanceof Error`: in a Jest sandbox the errors of node:fs are of another realm. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

function textOf(cause: unknown): string {
  return String(typeof cause === 'object' && cause !== null && 'message' in cause ? cause.message : cause);
}
