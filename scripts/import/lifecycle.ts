import { checkoutPath } from './build';
import { templateOf, type ServiceDraft } from './drafts';
import { commandWords } from './process';
import { call, list, member, object, type Said } from './program';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from './raw';
import { REASON } from './security';
import { plainText } from './template';

const plain = (value: unknown): string | undefined => (isScalar(value) ? plainText(templateOf(value)) : undefined);

/** Commands that are run in a container after it has started, or before it is stopped. */
export function mapHooks(option: 'postStart' | 'preStop'): (value: unknown, service: ServiceDraft) => void {
  return (value, service) => {
    const hooks = listOf(value).map((hook) => hookOf(isMapping(hook) ? hook : {}));
    if (hooks.every((hook) => hook !== undefined)) service.say([option], list(hooks));
    else service.leave('a command is plain text', value);
  };
}

function hookOf({ command, user, privileged, working_dir: directory, environment, ...rest }: Raw): Said | undefined {
  const words = commandWords(command)?.map(({ template }) => plainText(template));
  const variables = [...(pairsOf(environment) ?? [])].map(([name, value]) => [name, plain(value)] as const);
  const texts = Object.entries({ user, workingDirectory: directory }).filter(([, value]) => value !== undefined).map(([name, value]) => [name, plain(value)] as const);
  const all = [...texts, ...variables];
  if (!words || words.length === 0 || !words.every((word) => word !== undefined) || Object.keys(rest).length > 0) return undefined;
  if (!all.every((entry): entry is readonly [string, string] => entry[1] !== undefined)) return undefined;
  return object({
    command: list(words),
    ...Object.fromEntries(texts as [string, string][]),
    ...(variables.length > 0 && { env: object(Object.fromEntries(variables as [string, string][])) }),
    ...(privileged === true && { privileged: REASON }),
  });
}

const ACTIONS: Readonly<Record<string, string>> = { rebuild: 'REBUILD', restart: 'RESTART', sync: 'SYNC', 'sync+restart': 'SYNC_RESTART' };

/** Files of the checkout that somebody works at. */
export function mapDevelop(value: unknown, service: ServiceDraft): void {
  const { watch, ...rest }: Raw = isMapping(value) ? value : {};
  const rules = listOf(watch).map((rule) => ruleOf(isMapping(rule) ? rule : {}, service));
  if (rules.every((rule) => rule !== undefined) && Object.keys(rest).length === 0) service.say(['watch'], list(rules));
  else service.leave('no word says it', value);
}

function ruleOf({ action, path, target, ignore, include, ...rest }: Raw, service: ServiceDraft): Said | undefined {
  const place = checkoutPath(path, service);
  const [ignored, included] = [ignore, include].map((patterns) => listOf(patterns).map(plain));
  const isKnown = place !== undefined && Object.hasOwn(ACTIONS, String(action)) && (target === undefined || plain(target) !== undefined) && [...ignored, ...included].every((text) => text !== undefined);
  if (!isKnown || Object.keys(rest).some((name) => !name.startsWith('x-'))) return undefined;
  return object({
    action: member(`WatchAction.${ACTIONS[String(action)]}`),
    path: place,
    ...(target !== undefined && { target: String(plain(target)) }),
    ...(ignored.length > 0 && { ignore: list(ignored as string[]) }),
    ...(included.length > 0 && { include: list(included as string[]) }),
  });
}

/** What ends before the service starts: containers of their own, with the mounts of the service. */
export function mapPreStart(value: unknown, service: ServiceDraft): void {
  for (const [at, hook] of listOf(value).entries()) {
    const { image, command, ...rest }: Raw = isMapping(hook) ? hook : {};
    const [more] = Object.keys(rest);
    const outcomes = commandWords(command)?.map(({ template }) => service.textOf(template));
    const reference = isScalar(image) ? service.project.variables.said(templateOf(image)) : { why: 'the image of the service' };
    if (more !== undefined || !outcomes?.every((outcome) => 'said' in outcome) || !('said' in reference)) service.leave(`no word says ${more ?? 'its image or command'}`, hook);
    else {
      const mounts = service.said('mounts');
      service.call('addInitContainer', `pre-start-${at}`, object({
        image: call('Image.fromReference', reference.said),
        command: list(outcomes.map(({ said }) => said)),
        imageUser: true,
        readOnlyRoot: false,
        tmp: false,
        resources: object({ cpu: object({ unlimited: true }), memory: object({ unlimited: true }) }),
        ...(Object.keys(mounts).length > 0 && { mounts: object(mounts) }),
      }));
    }
  }
}
