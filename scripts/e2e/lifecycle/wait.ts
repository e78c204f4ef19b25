import { run } from '../command';

/** Asks once a second whether it is so; whether it has been in time. */
export function wait(seconds: number, isSo: () => boolean): boolean {
  const end = Date.now() + seconds * 1000;
  while (!isSo()) {
    if (Date.now() > end) return false;
    run(['sleep', '1']);
  }
  return true;
}
