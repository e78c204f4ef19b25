import { inDeployment, type Fault } from './fault';

const namespace = (labels: string): string => `{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { ${labels} } } }`;
const enforced = (level: string, rest = ''): string => namespace(`pod-security.kubernetes.io/enforce: ${level}${rest}`);
const VERSION = 'pod-security.kubernetes.io/enforce-version';

/** Pods that their namespace does not admit, by the version of the standards that it says. */
export const POD_SECURITY_FAULTS: readonly Fault[] = [
  ...inDeployment('pod', [
    ['manifest/pod-security', 'hostPID (namespace shop enforces baseline)', 'hostPID: true', 'hostPID: false'],
    ['manifest/pod-security', 'unsafe sysctl "net.ipv4.tcp_rmem"', 'securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }] }', 'securityContext: { sysctls: [{ name: net.ipv4.tcp_syncookies, value: "1" }] }'],
  ], enforced('baseline')),
  ...inDeployment('pod', [
    ['manifest/pod-security', 'unsafe sysctl "net.ipv4.tcp_mem"', 'securityContext: { sysctls: [{ name: net.ipv4.tcp_mem, value: "1 2 3" }] }', 'securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }] }'],
  ], enforced('baseline'), { settings: { version: '1.32' } }),
  ...inDeployment('pod', [
    ['manifest/pod-security', 'unsafe sysctl "net.ipv4.tcp_rmem"', 'securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }] }', '{}'],
  ], enforced('baseline', `, ${VERSION}: v1.28`), { settings: { version: '1.36' } }),
  ...inDeployment('container', [
    ['manifest/pod-security', 'livenessProbe asks another host (10.0.0.1)', 'livenessProbe: { tcpSocket: { port: 80, host: 10.0.0.1 } }', 'livenessProbe: { tcpSocket: { port: 80 } }'],
  ], enforced('baseline'), { settings: { version: '1.34' } }),
  ...inDeployment('container', [
    ['manifest/pod-security', 'AppArmor profile Unconfined', 'securityContext: { appArmorProfile: { type: Unconfined } }', 'livenessProbe: { tcpSocket: { port: 80, host: 10.0.0.1 } }'],
  ], enforced('baseline'), { settings: { version: '1.33' } }),
];
