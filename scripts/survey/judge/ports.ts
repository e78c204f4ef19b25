import { portForms, type PortForm } from '../../import/port-form';
import { listOf } from '../../import/raw';
import { parseTemplate, plainText } from '../../import/template';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { bestOf, same } from './same';
import { compareText } from './text';

/** Every port that is published, where, and for which port of the container. */
export function judgePorts(value: unknown, { output, names }: Place): Verdict[] {
  const ours = listOf(output.ports).flatMap((entry) => portForms(entry) ?? []);
  return listOf(value).flatMap((entry) => {
    const forms = portForms(entry);
    if (!forms) return [verdict('ports', 'none', JSON.stringify(entry))];
    return forms.map((form) => verdict(kindOf(form), bestOf(ours.map((other) => comparePort(form, other, names))), JSON.stringify(entry)));
  });
}

function kindOf({ target, published, hostIp, protocol, rest }: PortForm): string {
  if (plainText(parseTemplate(target)) === undefined) return 'ports: container port is a ${VAR}';
  if (published === undefined) return 'ports: container port only (random host port)';
  const [more] = Object.keys(rest);
  if (more !== undefined) return `ports.${more}`;
  if (!isEverywhere(hostIp)) return hostIp === '127.0.0.1' ? 'ports on loopback' : 'ports on another address';
  return protocol === 'tcp' ? 'ports' : `ports ${protocol}`;
}

function comparePort(original: PortForm, ours: PortForm, names: Place['names']): Level {
  if (original.protocol !== ours.protocol || compareText(original.target, ours.target) !== 'exact') return 'none';
  const address = isEverywhere(original.hostIp) ? (isEverywhere(ours.hostIp) ? 'exact' : 'none') : compareText(original.hostIp, ours.hostIp);
  return worst([address, comparePublished(original.published, ours.published), same(original.rest, ours.rest, names)]);
}

/** The number that is published, or a variable of which that number is the default. */
function comparePublished(original: string | undefined, ours: string | undefined): Level {
  if (original === undefined || ours === undefined) return original === ours ? 'exact' : 'none';
  const [variable, ...more] = parseTemplate(ours);
  const plain = plainText(parseTemplate(original));
  if (plain !== undefined && typeof variable !== 'string' && more.length === 0) return variable.operator === ':-' && plainText(variable.word) === plain ? 'typed' : 'none';
  return compareText(original, ours);
}

function isEverywhere(address: string | undefined): boolean {
  return address === undefined || address === '' || address === '0.0.0.0' || address === '::';
}

/** Whoever shares a network reaches every port; what is said beyond that is in the Service on Kubernetes. */
export function judgeExpose(value: unknown, { output, servicePorts }: Place): Verdict[] {
  const isReachable = output.networks !== undefined;
  return listOf(value).map((entry) => {
    const forms = portForms(entry);
    const isThere = forms?.every(({ target, protocol }) => servicePorts.has(`${target}/${protocol}`)) === true;
    return verdict('expose', isReachable && isThere ? 'typed' : 'none', String(entry));
  });
}
