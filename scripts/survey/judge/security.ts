import { listOf } from '../../import/raw';
import { splitOutside } from '../../import/template';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { compareText } from './text';

/** The user, by its numbers; root is 0. */
export function judgeUser(value: unknown, { output }: Place): Verdict[] {
  const text = String(value);
  const ours = output.user;
  const name = text.includes('$') ? 'user with ${VAR}' : /^\d+(?::\d+)?$/.test(text) ? 'user' : /^root(?::root)?$/.test(text) ? 'user root' : 'user by name';
  if (ours === undefined) return [verdict(name, 'none')];
  const numbers = text.replace(/^root/, '0').replace(/:root$/, ':0');
  // Without a group it is that of the user.
  const isAlone = splitOutside(numbers, ':').length === 1;
  const level: Level = text === ours ? 'exact' : numbers === ours ? 'typed' : isAlone ? worst(['typed', compareText(numbers, splitOutside(ours, ':')[0])]) : compareText(text, ours);
  return [verdict(name, level)];
}

/** Capabilities that it has beyond the rest. */
export function judgeCapAdd(value: unknown, { output }: Place): Verdict[] {
  const ours = new Set(listOf(output.cap_add).map(capability));
  return listOf(value).map((name) => verdict('cap_add', ours.has(capability(name)) ? 'exact' : 'none', String(name)));
}

/** Capabilities that it does not have. */
export function judgeCapDrop(value: unknown, { output }: Place): Verdict[] {
  const added = new Set(listOf(output.cap_add).map(capability));
  const dropped = new Set(listOf(output.cap_drop).map(capability));
  return listOf(value).map((name) => {
    const wanted = capability(name);
    if (dropped.has(wanted)) return verdict('cap_drop', 'exact');
    return verdict('cap_drop', dropped.has('ALL') && !added.has(wanted) ? 'typed' : 'none', wanted);
  });
}

function capability(name: unknown): string {
  return String(name).toUpperCase().replace(/^CAP_/, '');
}

/** Options of the engine's security, each by itself. */
export function judgeSecurityOpt(value: unknown, { output }: Place): Verdict[] {
  const ours = new Set(listOf(output.security_opt).map(option));
  return listOf(value).map((said) => {
    const isThere = option(said) === 'no-new-privileges:false' ? !ours.has('no-new-privileges:true') : ours.has(option(said));
    return verdict(`security_opt ${option(said).split(':')[0]}`, isThere ? 'exact' : 'none', String(said));
  });
}

/** `no-new-privileges` says true; `=` was the separator once. */
function option(value: unknown): string {
  const text = String(value).replace(/^([a-z-]+)=/, '$1:');
  return text === 'no-new-privileges' ? 'no-new-privileges:true' : text;
}

/** Yes or no, where no is what nothing says. */
export function judgeFlag(attribute: string, value: unknown, ours: unknown): Verdict[] {
  return [verdict(attribute, (value === true || value === 'true') === (ours === true) && typeof value !== 'object' && !String(value).includes('$') ? 'exact' : compareText(value, ours))];
}
