import { loadProject } from '../../../lib/verify/compose/load/load';
import { driftOf, type Drift } from '../../../lib/verify/agreement/drift/drift';
import type { SaidPair } from '../../../lib/verify/agreement/drift/pairs';
import { documents } from '../fixtures';
import { subjectsOf } from '../judged';

/** Files beside the Compose file, by their names. */
type Beside = Readonly<Record<string, string>>;

/** In what two texts differ. */
export function drifted(compose: string, kubernetes: string, beside: Beside = {}, said: readonly SaidPair[] = []): Drift {
  const files = new Map(Object.entries({ 'compose.yaml': compose, ...beside }).map(([name, text]) => [`/shop/${name}`, text]));
  const read = (file: string): string | undefined => files.get(file);
  const sources = { files: ['/shop/compose.yaml'], environment: {}, read };
  const [on, all] = [loadProject(sources), loadProject({ ...sources, profiles: ['*'] })];
  return driftOf({ manifests: subjectsOf(documents(kubernetes)), project: all, off: new Set(Object.keys(on.disabled)), read, said });
}

/** The sentences about it. */
export const says = (...of: Parameters<typeof drifted>): string[] => drifted(...of).problems.map(({ code, detail }) => `${code.replace('agreement/', '')}: ${detail}`);

/** A Deployment, in one line for each part that is not usual. */
export function deployment(name: string, { container = name, image = `example/${name}:1`, labels = `app: ${name}`, more = '', pod = '', volumes = '' } = {}): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec:
      ${pod}
      containers:
        - name: ${container}
          image: ${image}
          ${more}
      ${volumes}
`;
}

/** A Service that leads to pods with one label. */
export const service = (name: string, app: string, ports: string, more = ''): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${app} }, ports: [{ ${ports} }]${more} }
`;

export const configMap = (name: string, data: string): string => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { ${data} }\n`;
