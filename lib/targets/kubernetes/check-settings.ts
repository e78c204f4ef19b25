import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isCidr, isNamespace } from '../../model/egress';
import { isPort } from '../../model/endpoint';
import { isImageReference } from '../../model/image';
import type { KubernetesCodes } from './codes';
import { checkGateway } from './check-gateway';
import { checkPlacement, type Refused } from './check-placement';
import { qualifiedName, subdomain } from './formats';
import type { DefinitionFile } from './judge';
import { checkLimits } from './limits';
import type { KubernetesSettings } from './settings';
import type { KubernetesPodSettings } from './workload-settings';

/** Finds settings that no cluster takes. */
export function checkSettings(settings: KubernetesSettings, definitions: () => readonly DefinitionFile[], { model }: StackGraph, findings: Reporter<KubernetesCodes>): void {
  const refused: Refused = (name, value, rule) => {
    if (rule !== undefined) findings.report('kubernetes/setting', model.path, { said: 'new Kubernetes({ ... })', detail: `${name} is ${JSON.stringify(value)}, but ${rule}` });
  };
  const { waitImage, kubectlImage, ingressAnnotations = {} } = settings;
  for (const [name, image] of Object.entries({ waitImage, kubectlImage })) refused(name, image, isImageReference(image) ? undefined : 'it has to be an image: [registry[:port]/]name[:tag][@sha256:digest]');
  for (const name of ['ingressClass', 'clusterIssuer', 'storageClass', 'sharedStorageClass', 'runtimeClass'] as const) {
    const value = settings[name];
    // An empty storage class is one: it asks for none, so for a volume that is there already.
    if (value !== undefined && !(value === '' && name.endsWith('torageClass'))) refused(name, value, subdomain(value));
  }
  for (const name of Object.keys(ingressAnnotations)) refused('an annotation of ingressAnnotations', name, qualifiedName(name));
  const { apiServer, dns: { namespace, cidr, port } } = settings;
  for (const [name, value] of [['apiServer', apiServer], ['dns.cidr', cidr]] as const) refused(name, value, value === undefined || isCidr(value) ? undefined : 'it has to be a range of addresses, as 10.0.0.1/32');
  refused('dns.namespace', namespace, namespace === undefined || isNamespace(namespace) ? undefined : 'it has to be the name of a namespace');
  refused('dns.port', port, port === undefined || isPort(port) ? undefined : 'it has to be a whole number from 1 to 65535');
  for (const { file, fault } of definitions()) refused('one of customResourceDefinitions', file, fault);
  checkLimits(settings, refused);
  const { gateway, ingressClass } = settings;
  const others = { ...(ingressClass !== undefined && { ingressClass }), ...(settings.ingressAnnotations && { ingressAnnotations }) };
  if (gateway && Object.keys(gateway).length > 0 && Object.keys(others).length > 0) refused('gateway', gateway, `there is ${Object.keys(others).join(' and ')}, too, and what is published has HTTPRoutes or Ingresses; say one of the two here, and the other with configure({ gateway }) of a workload`);
  checkWorkloadSettings(settings, refused);
}

/** More than an hour is no time that nodes take to hear of anything. */
const LONGEST_SLEEP = 3600;

/** Finds what no cluster takes of what is said of pods: of all, or of one workload's. */
export function checkWorkloadSettings(settings: KubernetesPodSettings, refused: Refused): void {
  const { serviceAccount: { annotations = {}, existing } = {}, imagePullSecrets = [], preStopSleepSeconds: sleep = 0, gateway } = settings;
  if (gateway) checkGateway(gateway, refused);
  refused('preStopSleepSeconds', sleep, Number.isInteger(sleep) && sleep >= 0 && sleep <= LONGEST_SLEEP ? undefined : `it has to be a whole number from 0 to ${LONGEST_SLEEP}`);
  checkPlacement(settings, refused);
  for (const [at, name] of imagePullSecrets.entries()) refused('one of imagePullSecrets', name, subdomain(name) ?? (imagePullSecrets.indexOf(name) < at ? 'it is there twice' : undefined));
  for (const name of Object.keys(annotations)) refused('an annotation of serviceAccount', name, qualifiedName(name));
  if (existing === undefined) return;
  refused('existing of serviceAccount', existing, subdomain(existing));
  if (Object.keys(annotations).length > 0) refused('serviceAccount', { annotations, existing }, 'one that is there already has the annotations that it has');
}
