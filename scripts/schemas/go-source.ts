/**
 * What the source of Kubernetes says and the published OpenAPI document leaves out: the values of enumerations, and the
 * feature gates without which a server drops a field. Both by `<type id>#<field>`.
 */

/** `schema_k8sio_api_core_v1_ServicePort` is of `core.v1.ServicePort`. */
const typeOfFunction = (name: string): string => name.split('_').slice(-3).join('.');

/** Of the generated Go code that OpenAPI is made from. */
export function enumsIn(generated: string): Map<string, readonly string[]> {
  const enums = new Map<string, readonly string[]>();
  let [type, field] = ['', ''];
  for (const line of generated.split('\n')) {
    type = typeOfFunctionIn(line) ?? type;
    field = /^\t{5}"([^"]+)": \{$/.exec(line)?.[1] ?? field;
    const values = /^\s+Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line)?.[1];
    if (values !== undefined) enums.set(`${type}#${field}`, JSON.parse(`[${values}]`) as string[]);
  }
  return enums;
}

function typeOfFunctionIn(line: string): string | undefined {
  const name = /^func (schema_\w+)\(/.exec(line)?.[1];
  return name === undefined ? undefined : typeOfFunction(name);
}

/** Of the types of a group and version: the tag that a field has, or the sentence that people wrote before there was one. */
export function gatesOfFields(packageId: string, types: string): Map<string, string> {
  const gates = new Map<string, string>();
  let [type, comment] = ['', ''];
  for (const line of types.split('\n')) {
    type = /^type (\w+) struct \{/.exec(line)?.[1] ?? type;
    const said = /^\t\/\/(.*)$/.exec(line)?.[1];
    if (said !== undefined) {
      comment += said;
      continue;
    }
    const field = /`json:"([^",]+)/.exec(line)?.[1];
    const gate = gateIn(comment);
    if (field !== undefined && gate !== undefined) gates.set(`${packageId}.${type}#${field}`, gate);
    comment = '';
  }
  return gates;
}

function gateIn(comment: string): string | undefined {
  return /\+featureGate=(\w+)/.exec(comment)?.[1]
    ?? /(?:alpha|beta)(?: |-level).*?(?:requires enabling|that enable|requires) (?:the )?([A-Z]\w+) feature/.exec(comment)?.[1];
}

/** The gates that are off unless somebody turns them on, in a server of this minor version. */
export function gatesThatAreOff(features: string, minor: number): Set<string> {
  const defaults = new Map<string, boolean>();
  let gate = '';
  for (const line of features.split('\n')) {
    gate = /^\t(?:\w+\.)?(\w+):\s+\{/.exec(line)?.[1] ?? gate;
    const [, version, value] = /\{(?:Version: version\.MustParse\("1\.(\d+)"\), )?Default: (true|false)/.exec(line) ?? [];
    if (value === undefined || (version !== undefined && Number(version) > minor)) continue;
    defaults.set(gate, value === 'true');
  }
  return new Set([...defaults].filter(([, isOn]) => !isOn).map(([name]) => name));
}
