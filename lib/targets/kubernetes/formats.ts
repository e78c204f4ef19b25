/*
 * What the API server takes as a name or value, by its own names for it. Each says why a text is refused; nothing if it is
 * not. The targets of a stack decide whether anybody asks: Compose has none of these.
 */

type Format = (text: string) => string | undefined;

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$/;

/** `IsDNS1123Label`: of a namespace, a Service, a container. */
export const label: Format = (text) =>
  new RegExp(`^${LABEL}$`).test(text) && text.length <= 63 ? undefined : 'it has to be at most 63 lower-case letters, digits and "-", with a letter or digit at both ends';

/** `IsDNS1123Subdomain`: of nearly every other object. */
export const subdomain: Format = (text) =>
  SUBDOMAIN.test(text) && text.length <= 253 ? undefined : 'it has to be at most 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part';

/** What the rule of an Ingress has as its host; that it is a name at all is a rule of the model. */
export const host: Format = (text) => (ADDRESS.test(text) ? 'it has to be a name: no Ingress is for an address' : undefined);

/** The path of such a rule with `pathType: Prefix`. */
export const path: Format = (text) => {
  if (!text.startsWith('/')) return 'it has to begin with "/"';
  if (/\s/.test(text)) return 'it has to be free of white space';
  return /\/\/|\/\.{1,2}(\/|$)|%2f/i.test(text) ? 'it has to be free of "//", "/./", "/../" and "%2F"' : undefined;
};

/** The path that an HTTPRoute matches by its beginning, beside what an Ingress takes. */
export const routePath: Format = (text) =>
  /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/.test(text) && text.length <= 1024 ? undefined : 'it has to be at most 1024 letters, digits and "-/._~!$&\'()*+,;=:@", with anything else as "%" and two digits';

/** `IsQualifiedName`: of a label or an annotation. */
export const qualifiedName: Format = (text) => {
  const at = text.indexOf('/');
  const isName = QUALIFIED.test(text.slice(at + 1)) && text.length - at - 1 <= 63;
  if (!isName) return 'it has to be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a domain and "/" if it has one';
  return at < 0 ? undefined : subdomain(text.slice(0, at));
};

/** `IsConfigMapKey`: of a key in a ConfigMap or a Secret. */
export const configKey: Format = (text) =>
  /^[-._a-zA-Z0-9]{1,253}$/.test(text) && !/^\.\.?$|^\.\./.test(text) ? undefined : 'it has to be at most 253 letters, digits, "-", "_" and ".", not beginning with ".."';

/** `IsValidLabelValue`. */
export const labelValue: Format = (text) =>
  text === '' || (QUALIFIED.test(text) && text.length <= 63) ? undefined : 'it has to be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; any text can be one of the annotations';

/** A number in 32 bits. */
export function int32(value: number): string | undefined {
  return value <= 2 ** 31 - 1 ? undefined : 'it has to be at most 2147483647';
}
