import type { ContainerModel, RangeModel } from '../../../lib/model/container';
import type { DnsConfigModel, ExtraHost, SysctlModel, UlimitModel } from '../../../lib/model/word-values';
import { mainOf, type WorkloadModel } from '../../../lib/model/workload';

/** What the model says of a process beside its program, its mounts and its files. */
export interface StatedKernel {
  /** Whether programs that it starts may get more privileges. */
  readonly escalates: boolean;
  readonly unfiltered: boolean;
  /** Groups of the image, by their names in it. */
  readonly groupNames: readonly string[];
  readonly workingDirectory?: string;
  /** Missing for what the engine does by itself. */
  readonly init?: boolean;
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly limits: readonly UlimitModel[];
  readonly hostIpc: boolean;
  readonly hostPid: boolean;
  readonly hostNetwork: boolean;
  /** Paths. */
  readonly devices: readonly string[];
  readonly sysctls: readonly SysctlModel[];
  readonly hostname?: string;
  readonly domainname?: string;
  readonly macAddress?: string;
  readonly hosts: readonly ExtraHost[];
  readonly dns?: DnsConfigModel;
  /** Whether it opens connections to the world; missing where nobody says. */
  readonly wayOut?: boolean;
  /** Thousandths of a core. */
  readonly cpu: RangeModel;
  /** Bytes. */
  readonly memory: RangeModel;
  readonly pids?: number;
}

/** Reads the model as its documentation says. */
export function statedKernel(workload: WorkloadModel, container: ContainerModel): StatedKernel {
  const { process: { workingDirectory }, resources: { cpu, memory }, security, privilegeEscalation, privileged, unconfinedSeccomp, init, pidsLimit } = container;
  const { hostname, domainname, macAddress, dnsConfig } = workload;
  return {
    escalates: privilegeEscalation !== undefined || privileged !== undefined,
    unfiltered: unconfinedSeccomp !== undefined || privileged !== undefined,
    groupNames: container.groupNames ?? [],
    ...(workingDirectory !== undefined && { workingDirectory }),
    ...(init !== undefined && { init }),
    stdin: container.stdin === true,
    tty: container.tty === true,
    limits: limitsOf(container),
    hostIpc: workload.hostIpc !== undefined,
    hostPid: workload.hostPid !== undefined,
    hostNetwork: workload.hostNetwork !== undefined,
    devices: [...(container.devices ?? []).map(({ path }) => path), ...(security.fuse ? ['/dev/fuse'] : [])],
    sysctls: workload.sysctls ?? [],
    ...(hostname !== undefined && { hostname }),
    ...(domainname !== undefined && { domainname }),
    ...(macAddress !== undefined && { macAddress }),
    hosts: workload.extraHosts ?? [],
    ...(dnsConfig && { dns: dnsConfig }),
    ...wayOut(workload, container),
    cpu,
    memory,
    ...(pidsLimit !== undefined && { pids: pidsLimit }),
  };
}

function limitsOf({ openFiles, ulimits = [] }: ContainerModel): readonly UlimitModel[] {
  return [...ulimits, ...(openFiles === undefined ? [] : [{ name: 'nofile', soft: openFiles, hard: openFiles }])];
}

/** On a network that others have made, or on the machine's own, it is theirs to say; a gateway is on those of all that it leads to. */
function wayOut(workload: WorkloadModel, container: ContainerModel): Pick<StatedKernel, 'wayOut'> {
  if (workload.hostNetwork || workload.sharedNetworks || workload.gateway || container !== mainOf(workload)) return {};
  return { wayOut: workload.egress || workload.allowedEgress !== undefined };
}
