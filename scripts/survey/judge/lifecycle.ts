import { isMapping, listOf, type Raw } from '../../import/raw';
import { comparePath } from './image';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { compareCommand } from './process';
import { same } from './same';
import { compareText } from './text';

/** What is run in the container after it has started, or before it is stopped: each command in its place, with all that is said of it. */
export function judgeHooks(attribute: 'post_start' | 'pre_stop', value: unknown, { output, names }: Place): Verdict[] {
  const ours = listOf((output as unknown as Raw)[attribute]);
  const hooks = listOf(value);
  if (hooks.length !== ours.length) return [verdict(attribute, 'none')];
  return hooks.map((hook, at) => {
    const [{ command, ...rest }, other]: Raw[] = [isMapping(hook) ? hook : {}, isMapping(ours[at]) ? ours[at] : {}];
    const settings = Object.entries(rest).map(([name, said]): Level => (name === 'privileged' && said === false ? (other[name] === undefined ? 'exact' : 'none') : same(said, other[name], names)));
    return verdict(attribute, worst([compareCommand(command, other.command, names), ...settings]));
  });
}

/** Language models by the names that they have in the file, and the variables in which the container finds them. */
export function judgeModels(value: unknown, { output, document, top }: Place): Verdict[] {
  const ours: Raw = isMapping(output.models) ? output.models : {};
  const uses = isMapping(value) ? Object.entries(value) : listOf(value).map((name) => [String(name), undefined] as const);
  return uses.map(([name, use]) => {
    const found = ours[name];
    const prefix = name.toUpperCase().replaceAll('-', '_');
    const { endpoint_var: endpoint = `${prefix}_URL`, model_var: model = `${prefix}_MODEL` }: Raw = isMapping(use) ? use : {};
    const isThere = isMapping(found) && found.endpoint_var === endpoint && found.model_var === model;
    const declared = isMapping(top.models) ? top.models[name] : undefined;
    const written = (document as unknown as Raw).models;
    return verdict('models', isThere && isMapping(written) ? same(declared, written[name], new Map()) : 'none', name);
  });
}

/** What is watched, and what follows. */
export function judgeDevelop(value: unknown, place: Place): Verdict[] {
  const ours = isMapping(place.output.develop) ? listOf((place.output.develop as Raw).watch) : [];
  const { watch, ...rest }: Raw = isMapping(value) ? value : {};
  const verdicts = listOf(watch).map((rule, at) => {
    const [{ path, ...said }, other]: Raw[] = [isMapping(rule) ? rule : {}, isMapping(ours[at]) ? ours[at] : {}];
    return verdict('develop', worst([comparePath(path, other.path, place), same(said, other, place.names)]));
  });
  return [...verdicts, ...Object.keys(rest).map((name) => verdict(`develop.${name}`, 'none'))];
}

/** What ends before it starts: a service each that runs the same, and that it waits for. */
export function judgePreStart(value: unknown, { output, document, names }: Place): Verdict[] {
  const awaited = Object.entries(output.depends_on ?? {}).filter(([, { condition }]) => condition === 'service_completed_successfully').map(([name]) => name);
  return listOf(value).map((hook, at) => {
    const { image, command, ...rest }: Raw = isMapping(hook) ? hook : {};
    const name = Object.keys(document.services).find((each) => each.endsWith(`-pre-start-${at}`) && isBefore(each, awaited, document));
    if (name === undefined || Object.keys(rest).length > 0) return verdict('pre_start', 'none');
    const service = document.services[name];
    return verdict('pre_start', worst(['typed', compareText(image, service.image), compareCommand(command, service.command, names)]));
  });
}

/** Whether somebody waits for it, or for one that waits for it. */
function isBefore(name: string, awaited: readonly string[], document: Place['document']): boolean {
  return awaited.includes(name) || awaited.some((other) => isBefore(name, Object.keys(document.services[other]?.depends_on ?? {}), document));
}
