import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { RunTask } from '../sample';
import { nested } from './nested';

const PORT = 8080;

/** What the next unit refers to. */
interface Unit {
  readonly deployment: kplus.Deployment;
  readonly service: kplus.Service;
  readonly policy: kplus.NetworkPolicy;
}

/**
 * The same objects by hand, for Kubernetes only, the way the manual of cdk8s-plus writes them. What its classes have
 * no property for (`enableServiceLinks`) is left out, in favour of this program.
 */
export function build({ stacks, units, depth, outdir }: RunTask): App {
  const app = new App({ outdir });
  for (let c = 0; c < stacks; c++) {
    const id = `system-${c}`;
    const chart = new Chart(app, id, { namespace: id, disableResourceNameHashes: true, labels: { 'app.kubernetes.io/part-of': id } });
    new kplus.Namespace(chart, 'namespace', { metadata: { name: id, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
    const scope = nested(chart, depth);
    let peer: Unit | undefined;
    for (let n = 0; n < units; n++) peer = addUnit(chart, scope, `unit-${n}`, peer);
  }
  return app;
}

function addUnit(chart: Chart, scope: Construct, name: string, peer: Unit | undefined): Unit {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': name };
  const metadata = { name, labels };
  const url = (unit: Unit): string => `${unit.service.name}:${unit.service.port}`;

  const config = new kplus.ConfigMap(chart, `${name}-config`, {
    metadata: { name: `${name}-config`, labels },
    data: { 'unit.conf': `name ${name}\npeer ${peer ? url(peer) : 'none'}\n` },
  });
  const claim = new kplus.PersistentVolumeClaim(chart, `${name}-data`, {
    metadata: { name: `${name}-data`, labels },
    accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
    storage: Size.gibibytes(1),
  });
  const serviceAccount = new kplus.ServiceAccount(scope, `${name}-account`, { metadata });
  const deployment = new kplus.Deployment(scope, name, {
    metadata,
    podMetadata: { labels },
    replicas: 1,
    strategy: kplus.DeploymentStrategy.recreate(),
    serviceAccount,
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.seconds(30),
    securityContext: { user: 10001, group: 10001, fsGroup: 10001, fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH },
  });
  const probe = { periodSeconds: Duration.seconds(30), timeoutSeconds: Duration.seconds(10), failureThreshold: 3, successThreshold: 1, port: PORT };
  const container = deployment.addContainer({
    name,
    image: 'example/unit:1.4.2',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    args: ['serve', '--config', '/etc/unit/unit.conf'],
    ports: [{ name: 'http', number: PORT }],
    envVariables: {
      LOG_LEVEL: kplus.EnvValue.fromValue('info'),
      PEER_URL: kplus.EnvValue.fromValue(peer ? `http://${url(peer)}/v1` : ''),
    },
    startup: kplus.Probe.fromHttpGet('/health', { ...probe, periodSeconds: Duration.seconds(5), failureThreshold: 24 }),
    readiness: kplus.Probe.fromHttpGet('/health', probe),
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
    },
    securityContext: {
      user: 10001,
      group: 10001,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  });
  container.mount('/etc/unit/unit.conf', kplus.Volume.fromConfigMap(chart, `${name}-config-volume`, config), { subPath: 'unit.conf', readOnly: true });
  container.mount('/var/lib/unit', kplus.Volume.fromPersistentVolumeClaim(chart, `${name}-data-volume`, claim));
  container.mount('/tmp', kplus.Volume.fromEmptyDir(chart, `${name}-tmp`, 'tmp', { medium: kplus.EmptyDirMedium.MEMORY, sizeLimit: Size.mebibytes(64) }));
  const service = new kplus.Service(scope, `${name}-service`, { metadata, selector: deployment, ports: [{ name: 'http', port: PORT, targetPort: PORT }] });
  const policy = new kplus.NetworkPolicy(scope, `${name}-policy`, {
    metadata: { name: `${name}-ingress`, labels },
    selector: deployment,
    ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY },
  });
  peer?.policy.addIngressRule(deployment, [kplus.NetworkPolicyPort.tcp(PORT)]);
  return { deployment, service, policy };
}
