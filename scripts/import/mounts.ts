import type { ServiceDraft } from './drafts';
import { checkoutPath } from './build';
import { mountForm, type MountForm } from './mount-form';
import { call, list, member, object, type Said } from './program';
import { isMapping, isScalar, listOf } from './raw';
import { REASON } from './security';
import { bytes } from './amounts';
import { mountsOf, volumesFrom } from './volumes-from';
import { defaultText, parseTemplate, plainText, splitOutside } from './template';

/** What a directory in memory may hold, where the file does not say it. */
/** What the engine does with a directory in memory unless it is told otherwise. */
const UNSAID_OPTIONS: ReadonlySet<string> = new Set(['rw', 'nosuid', 'nodev', 'noexec', 'mode=1777']);

/** Volumes, directories of the checkout, directories in memory. */
export function mapVolumes(value: unknown, service: ServiceDraft): void {
  mapForms(value, service);
}

/** What others mount. */
export function mapVolumesFrom(value: unknown, service: ServiceDraft): void {
  const { services } = service.project;
  const others = volumesFrom(service.raw);
  if (!others?.every((other) => services.has(other.service))) return service.leave('what no service of the file mounts', value);
  // Those of its own come by the attribute that says them.
  if (service.raw.volumes === undefined) mapForms([], service);
}

function mapForms(value: unknown, service: ServiceDraft): void {
  const targets = new Set<string>();
  for (const entry of listOf(value)) {
    const form = mountForm(entry);
    if (!form || !form.target.startsWith('/') || targets.has(form.target)) service.leave('no mount that Compose takes', entry);
    else targets.add(form.target);
  }
  const forms = mountsOf(service.service, service.project.services).filter(({ target }) => target.startsWith('/'));
  const kept = new Set<MountForm>();
  const isKept = (form: MountForm, below: string): boolean => form.type === 'volume' && form.source === undefined && form.target.startsWith(`${below}/`);
  for (const form of forms.filter(({ type }) => type === 'bind')) {
    const keep = forms.filter((other) => isKept(other, form.target) && !kept.has(other));
    const outcome = bind(form, keep.map(({ target }) => target), service);
    if ('why' in outcome) {
      service.leave(outcome.why, form);
      continue;
    }
    for (const each of keep) kept.add(each);
    service.say(['mounts', form.target], outcome.said);
  }
  for (const form of forms.filter((each) => each.type !== 'bind' && !kept.has(each))) {
    const outcome = form.type === 'volume' ? volume(form, service) : form.type === 'tmpfs' ? inMemory(form) : { why: `no word says a mount of the type ${form.type}` };
    if ('why' in outcome) service.leave(outcome.why, form);
    else service.say(['mounts', form.target], outcome.said);
  }
}

/** Directories in memory. */
export function mapTmpfs(value: unknown, service: ServiceDraft): void {
  for (const entry of listOf(value)) {
    const [target, options = ''] = isScalar(entry) ? splitOutside(String(entry), ':') : [''];
    const said = options.split(',').filter((option) => option !== '' && !UNSAID_OPTIONS.has(option));
    const sizes = said.flatMap((option) => (option.startsWith('size=') ? [bytes(option.slice('size='.length))] : []));
    const more = said.filter((option) => !option.startsWith('size='));
    if (target === '' || sizes.some((size) => size === undefined) || plainText(parseTemplate(target)) === undefined) service.leave('a path and a size are plain', entry);
    else if (more.length > 0) service.leave(`no word says ${more.join(', ')}`, entry);
    else service.say(['mounts', target], scratch(sizes.at(-1)));
  }
}

type Outcome = { readonly said: Said } | { readonly why: string };

function bind(form: MountForm, keep: readonly string[], service: ServiceDraft): Outcome {
  const { 'bind.create_host_path': _create, 'bind.selinux': selinux, ...rest } = form.rest;
  const relabel: Readonly<Record<string, Said>> = selinux === undefined ? {} : { relabel: member(`SelinuxRelabel.${selinux === 'Z' ? 'PRIVATE' : 'SHARED'}`) };
  const problem = problemOf({ ...form, rest });
  if (problem !== undefined) return { why: problem };
  const plain = plainText(parseTemplate(form.source ?? ''));
  const source = plain !== undefined && /^\.{1,2}(?:$|\/)/.test(plain) ? checkoutPath(plain, service) : undefined;
  const isOfCheckout = keep.length > 0 || form.readOnly || hasToBeThere(form) || looksLikeFile(plain ?? '');
  if (source !== undefined && isOfCheckout) {
    const options: Readonly<Record<string, Said>> = { ...(form.readOnly && { readOnly: true }), ...(keep.length > 0 && { keep: list(keep) }), ...relabel };
    return { said: call('SourceDirectory.at', source, ...(Object.keys(options).length > 0 ? [object(options)] : [])) };
  }
  return keep.length > 0 ? { why: 'directories that the image keeps below one of the host' } : hostPath(form, relabel, service);
}

/** Something that the machine has, or a directory with data. */
function hostPath(form: MountForm, relabel: Readonly<Record<string, Said>>, service: ServiceDraft): Outcome {
  const path = service.project.variables.said(parseTemplate(form.source ?? ''));
  if ('why' in path) return path;
  const known = defaultText(parseTemplate(form.source ?? ''));
  const kind = /\.sock$/.test(known) ? 'socket' : looksLikeFile(known) ? 'file' : 'directory';
  if (/^[/~]/.test(known) && (kind !== 'directory' || hasToBeThere(form) || OF_THE_MACHINE.test(known))) {
    return { said: call(`HostPath.${kind}`, path.said, object({ reason: REASON, ...(form.readOnly && { readOnly: true }), ...relabel })) };
  }
  return volumeOf(known === '' ? (form.source ?? '') : (form.source ?? '').replace(/^\.+\//, ''), form, service, { hostPath: path.said, ...relabel });
}

function hasToBeThere({ rest }: MountForm): boolean {
  return rest['bind.create_host_path'] === false;
}

function looksLikeFile(path: string): boolean {
  return /\/[^/]*[^/.]\.[A-Za-z][A-Za-z0-9]*$|^\/etc\/(?:localtime|timezone|hosts|hostname|passwd|group|machine-id)$/.test(path) && !/\.d$/.test(path);
}

/** Directories that are no application's. */
const OF_THE_MACHINE = /^\/(?:$|(?:proc|sys|dev|run|boot|etc|lib|usr|bin|sbin|var\/run|var\/log|var\/lib\/docker|var\/lib\/containerd)(?:\/|$))/;

function volume(form: MountForm, service: ServiceDraft): Outcome {
  const { 'volume.nocopy': _nocopy, ...rest } = form.rest;
  const problem = problemOf({ ...form, rest }) ?? (plainText(parseTemplate(form.source ?? '')) === undefined ? 'a volume whose name is a variable' : undefined);
  if (problem !== undefined) return { why: problem };
  return volumeOf(form.source ?? `${service.project.ids.of(service.service)}-${form.target.split('/').filter(Boolean).join('-')}`, form, service);
}

function volumeOf(name: string, { readOnly }: MountForm, service: ServiceDraft, onHost?: Readonly<Record<string, Said>>): Outcome {
  const { deploy, scale } = service.raw;
  const replicas = Number(scale ?? (isMapping(deploy) ? deploy.replicas : undefined) ?? 1);
  // Who lets a variable say how many, means more than one.
  const users = Number.isNaN(replicas) ? 2 : replicas;
  const declared: Said = { kind: 'declared', id: service.project.volumes.declare(name, users, onHost) };
  return { said: readOnly ? { kind: 'method', on: declared, method: 'readOnly', arguments: [] } : declared };
}

function inMemory(form: MountForm): Outcome {
  const { 'tmpfs.size': size, ...rest } = form.rest;
  const problem = problemOf({ ...form, rest });
  const amount = size === undefined ? undefined : bytes(size);
  if (problem !== undefined || (size !== undefined && amount === undefined)) return { why: problem ?? 'a size is plain' };
  return { said: scratch(amount) };
}

/** Why a mount of a good type cannot be said. */
function problemOf({ target, rest }: MountForm): string | undefined {
  const [more] = Object.keys(rest);
  if (more !== undefined) return `no word says ${more}`;
  return plainText(parseTemplate(target)) === undefined ? 'a path in the container with a variable in it' : undefined;
}

function scratch(size: number | undefined): Said {
  return size === undefined ? call('Scratch.ofAnySize') : call('Scratch.ofSize', call('Size.kibibytes', Math.ceil(size / 1024)));
}
