import { whole } from './amounts';
import type { ServiceDraft } from './drafts';
import { list, object, type Said } from './program';
import { isMapping, listOf, type Raw } from './raw';
import { REASON } from './security';

/** Devices of the machine that have the same path in the container. */
export function mapDevices(value: unknown, service: ServiceDraft): void {
  const said: Said[] = [];
  for (const entry of listOf(value)) {
    const { permissions = 'rwm', ...paths }: Raw = isMapping(entry) ? entry : shortForm(String(entry));
    const [source, target = source] = [paths.source, paths.target].map((path) => (typeof path === 'string' ? path.replace(/\/$/, '') : undefined));
    if (source === undefined || source !== target || permissions !== 'rwm' || source.includes('$')) service.leave('a device has one path, and all permissions', entry);
    else said.push(object({ path: source, reason: REASON }));
  }
  if (said.length > 0) service.say(['devices'], list(said));
}

function shortForm(text: string): Raw {
  const [source, target, permissions] = text.split(':');
  return { source, ...(target !== undefined && { target }), ...(permissions !== undefined && { permissions }) };
}

/** Graphics processors: all, or a number of them. */
export function mapGpus(value: unknown, service: ServiceDraft): void {
  const [first, ...more] = value === 'all' ? [{}] : listOf(value);
  const { driver, count, capabilities, ...rest }: Raw = isMapping(first) ? first : {};
  const isGpu = capabilities === undefined || JSON.stringify(capabilities) === '["gpu"]';
  const [other] = Object.keys(rest);
  if (!isMapping(first) || more.length > 0 || !isGpu || other !== undefined) service.leave(`no word says ${other ?? 'anything but GPUs'}`, value);
  else {
    const number = service.chosen(count ?? 'all', (text) => (text === 'all' || text === '-1' ? 'all' : whole(text)));
    if ('why' in number) service.leave(number.why, value);
    else service.say(['gpus'], object({ ...(number.said !== 'all' && { count: number.said }), ...(typeof driver === 'string' && { driver }) }));
  }
}
