import type { VerifyCode } from '../../lib/verify/codes';
import type { PlantedFault } from './planted-outputs';

/*
 * Fields that are legal, and that no output of ai-society has: added by hand to one of them. Those that change what runs are found,
 * whether the other format has a word for them or not.
 */

type Row = readonly [added: string, code: VerifyCode];

const object = (kind: string, name: string): string => `kind: ${kind}\nmetadata:\n  name: ${name}\n`;

/** Lines that are added before others, at their indentation. */
function before(file: PlantedFault['file'], where: string, line: string, rows: readonly Row[]): PlantedFault[] {
  const indent = ' '.repeat(line.length - line.trimStart().length);
  return rows.map(([added, code]) => ({ what: added, file, in: where, from: `\n${line}`, to: `\n${added.replace(/^/gm, indent)}\n${line}`, code }));
}

const S = 'agreement/setting';

const IN_PODS = before('kubernetes.yaml', object('StatefulSet', 'redis'), '      serviceAccountName: redis', [
  ['hostAliases: [{ip: 10.0.0.9, hostnames: [postgres]}]', S], ['shareProcessNamespace: true', S], ['nodeName: worker-3', S], ['dnsPolicy: Default', S], ['runtimeClassName: gvisor', S], ['activeDeadlineSeconds: 600', S],
  ['readinessGates: [{conditionType: example.com/ready}]', S], ['schedulingGates: [{name: example.com/hold}]', S], ['schedulerName: ours', S], ['subdomain: cache', S], ['setHostnameAsFQDN: true', S], ['hostname: cache', S],
]);

const IN_CONTAINERS = before('kubernetes.yaml', object('StatefulSet', 'redis'), '          imagePullPolicy: IfNotPresent', [
  ['lifecycle: {preStop: {sleep: {seconds: 20}}}', S], ['lifecycle: {preStop: {httpGet: {port: 6379}}}', S], ['lifecycle: {preStop: {exec: {command: [sleep, "20"]}}}', S], ['tty: true', S], ['stdin: true\nstdinOnce: true', S],
  ['envFrom: [{prefix: A_, secretRef: {name: ai-society-secrets}}]', S], ['env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]', 'agreement/environment'],
]);

const IN_OBJECTS = [
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '              protocol: TCP', [['hostPort: 6379', S]]),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '            periodSeconds: 2', [['terminationGracePeriodSeconds: 1', S]]),
  ...before('kubernetes.yaml', object('StatefulSet', 'qdrant'), '              port: 6333', [['host: 127.0.0.1', S]]),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '              memory: 256Mi', [['ephemeral-storage: 10Mi', S]]),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '            allowPrivilegeEscalation: false', [['seLinuxOptions: {type: spc_t}', S], ['procMount: Unmasked', S]]),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '              mountPath: /data', [['subPath: v2', 'agreement/mount'], ['subPathExpr: $(A)', S]]),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '        - name: redis-data\n          persistent', [['- name: more\n  nfs: {server: example.com, path: /}', S], ['- name: more\n  image: {reference: "example/files:1.0"}', 'agreement/mount']]),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '  replicas: 1', [
    ['updateStrategy: {type: OnDelete}', S], ['updateStrategy: {rollingUpdate: {partition: 1}}', S], ['persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}', S], ['ordinals: {start: 3}', S], ['minReadySeconds: 90', S],
  ]),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '  namespace: ai-society', [['finalizers: [example.com/hold]', S]]),
  ...before('kubernetes.yaml', object('Deployment', 'backend'), '  replicas: 1', [['paused: true', S]]),
  ...before('kubernetes.yaml', object('Job', 'migration-a104c1cf'), '  backoffLimit: 3', [['suspend: true', S], ['ttlSecondsAfterFinished: 10', S], ['activeDeadlineSeconds: 10', S], ['completions: 2', S]]),
  ...before('kubernetes.yaml', object('Service', 'redis'), '  type: ClusterIP', [['externalIPs: [203.0.113.7]', S], ['publishNotReadyAddresses: true', S], ['internalTrafficPolicy: Local', S]]),
  ...before('kubernetes.yaml', object('Ingress', 'frontend'), '  rules:', [['defaultBackend: {service: {name: backend, port: {name: http}}}', S]]),
  ...before('kubernetes.yaml', object('NetworkPolicy', 'redis-ingress'), '          protocol: TCP', [['endPort: 6400', S]]),
  ...before('kubernetes.yaml', object('NetworkPolicy', 'redis-ingress'), '        - podSelector:\n            matchLabels:\n              app.kubernetes.io/name: backend', [['- ipBlock: {cidr: 0.0.0.0/0}', 'agreement/isolation'], ['- namespaceSelector: {}', 'agreement/isolation']]),
  ...before('kubernetes.yaml', object('PersistentVolumeClaim', 'redis-data'), '  accessModes:', [['volumeMode: Block', S], ['selector: {matchLabels: {tier: old}}', S], ['dataSource: {kind: PersistentVolumeClaim, name: qdrant-storage}', S], ['storageClassName: ""', 'agreement/volume']]),
];

const IN_SERVICES = before('compose.yaml', '\n  redis:\n', '    user: "999:1000"', [
  ['mem_swappiness: 0', S], ['memswap_limit: 1g', S], ['oom_kill_disable: true', S], ['oom_score_adj: -900', S], ['cpu_shares: 2', S], ['cpuset: "0"', S], ['blkio_config: {weight: 10}', S], ['userns_mode: host', S], ['uts: host', S], ['cgroup: host', S],
  ['cgroup_parent: /others', S], ['storage_opt: {size: 1G}', S], ['device_cgroup_rules: ["c 1:3 mr"]', S], ['gpus: all', S], ['volumes_from: [qdrant]', S], ['links: ["qdrant:vectors"]', S], ['external_links: [others]', S], ['isolation: hyperv', S],
  ['provider: {type: cloud}', S], ['credential_spec: {file: spec.json}', S], ['umask: "077"', S], ['init: true', S], ['ipc: "container:other"', 'agreement/privilege'], ['pid: "container:other"', 'agreement/privilege'],
  ['extra_hosts: ["postgres:host-gateway"]', 'agreement/reachability'], ['pull_policy: never', 'agreement/image'], ['scale: 3', 'project/conflict'], ['mem_limit: 64m', 'project/conflict'],
]);

const IN_PROJECT = [
  ...before('compose.yaml', '\n  redis:\n', '      replicas: 1', [['restart_policy: {condition: none}', 'agreement/restart']]),
  ...before('compose.yaml', '\n  redis:\n', '    healthcheck:', [['ipc: "service:qdrant"', 'agreement/privilege']]),
  ...before('compose.yaml', '\n  backend:\n', '      - source: backend-start', [['- source: backend-locations\n  target: /etc/more.json\n  mode: 0400', S]]),
];

const replaced = (where: string, from: string, to: string, code: VerifyCode): PlantedFault => ({ what: to.trim(), file: 'compose.yaml', in: where, from, to, code });

const IN_VALUES: readonly PlantedFault[] = [
  ...['label:disable', 'seccomp:./profile.json', 'systempaths=unconfined'].map((option) => replaced('\n  redis:\n', '["no-new-privileges:true"]', `["no-new-privileges:true", "${option}"]`, 'agreement/privilege')),
  replaced('\n  redis:\n', 'networks: [redis]', 'networks: {redis: {ipv4_address: 10.1.1.1}}', S),
  replaced('\n  redis:\n', '        target: /data\n', '        target: /data\n        volume: {subpath: v2}\n', 'agreement/mount'),
  replaced('\nvolumes:\n', 'redis-data: {}', 'redis-data: {driver_opts: {type: tmpfs, device: tmpfs}}', S),
  replaced('\nvolumes:\n', 'redis-data: {}', 'redis-data: {driver: rexray}', S),
  replaced('\nnetworks:\n', 'backend: {}', 'backend: {driver: macvlan}', S),
  replaced('\nnetworks:\n', 'backend: {}', 'backend: {driver_opts: {com.docker.network.driver.mtu: "500"}}', S),
  { what: 'a volume for readers alone', file: 'kubernetes.yaml', in: object('PersistentVolumeClaim', 'redis-data'), from: 'ReadWriteOnce', to: 'ReadOnlyMany', code: 'agreement/volume' },
  { what: 'a mount of a projected volume', file: 'kubernetes.yaml', in: object('StatefulSet', 'redis'), from: '              mountPath: /data\n      volumes:\n', to: '              mountPath: /data\n            - {name: more, mountPath: /etc/more}\n      volumes:\n        - name: more\n          projected: {sources: [{configMap: {name: ai-society-parameters}}]}\n', code: 'agreement/mount' },
];

/** Each is found. */
export const PLANTED_FIELDS: readonly PlantedFault[] = [...IN_PODS, ...IN_CONTAINERS, ...IN_OBJECTS, ...IN_SERVICES, ...IN_PROJECT, ...IN_VALUES];

const none = (lines: readonly string[]): Row[] => lines.map((line) => [line, S]);

/** Each is an affair of one output alone, or is what is so without a word: nothing is found. */
export const PLANTED_NOTES: readonly PlantedFault[] = [
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '      serviceAccountName: redis', none([
    'tolerations: [{operator: Exists}]', 'dnsPolicy: ClusterFirst', 'priorityClassName: high', 'nodeSelector: {disktype: ssd}', 'imagePullSecrets: [{name: registry}]', 'schedulerName: default-scheduler', 'hostNetwork: false',
    'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: disktype, operator: Exists}]}]}}}',
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}]',
  ])),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '          imagePullPolicy: IfNotPresent', none(['terminationMessagePolicy: FallbackToLogsOnError', 'stdin: false'])),
  ...before('kubernetes.yaml', object('StatefulSet', 'redis'), '  replicas: 1', none(['revisionHistoryLimit: 2', 'updateStrategy: {type: RollingUpdate}', 'podManagementPolicy: Parallel'])),
  ...before('kubernetes.yaml', object('Service', 'redis'), '  type: ClusterIP', none(['sessionAffinity: ClientIP', 'ipFamilyPolicy: PreferDualStack', 'internalTrafficPolicy: Cluster'])),
  ...before('kubernetes.yaml', object('Ingress', 'frontend'), '  labels:', none(['annotations: {cert-manager.io/cluster-issuer: letsencrypt}'])),
  ...before('compose.yaml', '\n  redis:\n', '    user: "999:1000"', none(['annotations: {a: b}', 'attach: false', 'expose: ["1234"]', 'scale: 1', 'mem_limit: 256m', 'cpus: 0.5', 'stdin_open: false', 'oom_kill_disable: false'])),
  ...before('compose.yaml', '\n  redis:\n', '      replicas: 1', none(['placement: {constraints: ["node.labels.disk==ssd"]}', 'labels: {a: b}', 'restart_policy: {condition: any}'])),
  ...before('compose.yaml', '', 'services:', none(['x-team: {a: b}'])),
];
