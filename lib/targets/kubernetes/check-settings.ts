import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isImageReference } from '../../model/image';
import type { KubernetesCodes } from './codes';
import { qualifiedName, subdomain } from './formats';
import type { KubernetesSettings } from './settings';

/** Finds settings that no cluster takes. */
export function checkSettings(settings: KubernetesSettings, { model }: StackGraph, findings: Reporter<KubernetesCodes>): void {
  const refused = (name: string, value: unknown, rule: string | undefined): void => {
    if (rule !== undefined) findings.report('kubernetes/setting', model.path, { detail: `${name} is ${JSON.stringify(value)}, but ${rule}` });
  };
  const { waitImage, kubectlImage, ingressAnnotations = {} } = settings;
  for (const [name, image] of Object.entries({ waitImage, kubectlImage })) refused(name, image, isImageReference(image) ? undefined : 'it has to be an image: [registry[:port]/]name[:tag][@sha256:digest]');
  for (const name of ['ingressClass', 'clusterIssuer', 'storageClass', 'sharedStorageClass'] as const) {
    const value = settings[name];
    // An empty storage class is one: it asks for none, so for a volume that is there already.
    if (value !== undefined && !(value === '' && name.endsWith('torageClass'))) refused(name, value, subdomain(value));
  }
  for (const name of Object.keys(ingressAnnotations)) refused('an annotation of ingressAnnotations', name, qualifiedName(name));
}
