import { has, inFirst, servicesOf, servicesUpOf, type Fault, type Service } from './fault';

/** Faults of what words say, at least one for each comparison that sees a word. */
export function wordFaults(): readonly Fault[] {
  return [...ofProcesses(), ...ofMachines(), ...ofEngines(), ...ofSteps()];
}

function ofProcesses(): readonly Fault[] {
  return [
    inFirst('it works in another directory', 'working directory', has('working_dir'), (service) => { service.working_dir = '/tmp'; }),
    without('it has no terminal', 'standard input', 'tty'),
    without('its standard input is closed', 'standard input', 'stdin_open'),
    without('it is of no further group', 'groups', 'group_add'),
    inFirst('its system calls are not filtered', 'system calls', has('security_opt'), (service) => { service.security_opt!.push('seccomp:unconfined'); }),
    without('it has the usual limits', 'limits', 'ulimits'),
    without('its IPC namespace is its own', 'namespaces', 'ipc'),
    without('it sees its own processes alone', 'namespaces', 'pid'),
    without('it has no device', 'devices', 'devices'),
    inFirst('it may have fewer processors', 'processors', hasLimit('cpus'), (service) => { limits(service).cpus = '0.3'; }),
    inFirst('it may have more memory', 'memory', hasLimit('memory'), (service) => { limits(service).memory = '3g'; }),
    inFirst('it may have more processes', 'processes', hasLimit('pids'), (service) => { limits(service).pids = 4000; }),
  ];
}

function ofMachines(): readonly Fault[] {
  return [
    without('parameters of the kernel are the usual ones', 'kernel parameters', 'sysctls'),
    inFirst('another host name', 'host name', has('hostname'), (service) => { service.hostname = 'planted'; }),
    inFirst('another domain', 'domain name', has('domainname'), (service) => { service.domainname = 'planted.example'; }),
    without('a host is not known', 'hosts', 'extra_hosts'),
    without('another server is asked for names', 'resolver', 'dns'),
    without('another network card', 'card', 'mac_address'),
    {
      what: 'a network has no way out', by: 'way out', anew: true,
      plant: (file) => {
        const networks = (file as { networks?: Record<string, { internal?: boolean } | null> }).networks ?? {};
        const open = Object.keys(networks).filter((name) => !networks[name]?.internal);
        for (const name of open) networks[name] = { ...networks[name], internal: true };
        return open.length > 0;
      },
    },
    {
      what: 'another volume', by: 'mount sources', anew: true,
      plant: (file) => {
        const { volumes = {} } = file as { volumes?: Record<string, { name?: string } | null> };
        const [name] = Object.keys(volumes);
        if (name === undefined) return false;
        volumes[name] = { name: 'e2e-planted' };
        return true;
      },
    },
    inFirst('it has no other name', 'aliases', ({ networks }) => JSON.stringify(networks ?? []).includes('aliases'), (service) => { service.networks = Object.keys(service.networks!); }),
    { ...inFirst('it is not called over UDP', 'udp', ({ ports }) => JSON.stringify(ports ?? []).includes('udp'), (service) => { service.networks = []; }), anew: true },
  ];
}

function ofEngines(): readonly Fault[] {
  return [
    inFirst('another program', 'run', has('image'), (service) => { service.entrypoint = ['false']; }),
    inFirst('another image', 'image', ({ image = '' }) => image.includes('/'), (service) => { service.image = 'busybox:1.36.1'; }),
    inFirst('another platform', 'platform', has('platform'), (service) => { service.platform = 'linux/s390x'; }),
    without('the usual runtime', 'runtime', 'runtime'),
    without('the usual name', 'name', 'container_name'),
    inFirst('another label', 'labels', has('labels'), (service) => { for (const name of Object.keys(service.labels!)) service.labels![name] = 'planted'; }),
    inFirst('another log', 'log', has('logging'), (service) => { service.logging = { driver: 'local' }; }),
    inFirst('less time to stop', 'stop', has('stop_grace_period'), (service) => { service.stop_grace_period = '3s'; }),
    inFirst('another signal to stop', 'stop', has('stop_signal'), (service) => { service.stop_signal = 'SIGUSR2'; }),
    inFirst('it is started again otherwise', 'restart', has('restart'), (service) => { service.restart = 'on-failure:9'; }),
    without('it is not checked', 'health', 'healthcheck'),
    inFirst('it may fail more often', 'health times', ({ healthcheck }) => healthcheck?.retries !== undefined, (service) => { service.healthcheck!.retries = 9; }),
    inFirst('another path is asked for', 'requests', ({ healthcheck }) => healthcheck?.test?.some((word) => word.includes('/health')) === true, (service) => {
      service.healthcheck!.test = service.healthcheck!.test!.map((word) => word.replace('/health', '/planted'));
    }),
    inFirst('its check asks nobody', 'health', ({ healthcheck }) => healthcheck?.test?.[0] === 'CMD', (service) => { service.healthcheck!.test = ['CMD', 'true']; }),
    {
      what: 'it belongs to a profile', by: 'presence', anew: true,
      plant: (file) => {
        const services = servicesOf(file);
        // What others need would be missing for them.
        const [, alone] = Object.entries(services).find(([name]) => !name.endsWith('-owner') && !JSON.stringify(Object.values(services).map(({ depends_on: after, network_mode: mode }) => [after, mode])).includes(name)) ?? [];
        if (alone) alone.profiles = ['planted'];
        return alone !== undefined;
      },
    },
    { what: 'it waits for nobody', by: 'order', plant: waitForNobody, anew: true },
  ];
}

function ofSteps(): readonly Fault[] {
  return [
    without('changes do not arrive', 'watch', 'develop'),
    without('nothing is run once it has started', 'hooks', 'post_start'),
    inFirst('what is run before it stops has other variables', 'hooks', ({ pre_stop: hooks = [] }) => hooks.some(({ environment }) => environment), (service) => {
      for (const hook of service.pre_stop!) delete hook.environment;
    }),
    inFirst('another argument of the build', 'build', ({ build }) => build?.args !== undefined, (service) => { delete service.build!.args; }),
    inFirst('it is not built at every start', 'built at start', ({ pull_policy: policy }) => policy === 'build', (service) => { service.pull_policy = 'never'; }),
    inFirst('it is pulled at other times', 'pull', ({ pull_policy: policy }) => policy === 'missing' || policy === 'never', (service) => { service.pull_policy = 'always'; }),
    inFirst('it is not started again with another', 'restart with a peer', ({ depends_on: after = {} }) => Object.values(after).some(({ restart }) => restart), (service) => { for (const one of Object.values(service.depends_on!)) delete one.restart; }),
    inFirst('it starts without a value', 'a missing value', ({ environment = {} }) => Object.values(environment).some((value) => value?.includes(':?')), (service) => {
      for (const [name, value] of Object.entries(service.environment!)) service.environment![name] = value?.replace(/:\?[^}]*/g, ':-') ?? null;
    }),
  ];
}

function without(what: string, by: Fault['by'], key: keyof Service): Fault {
  return inFirst(what, by, has(key), (service) => { delete service[key]; });
}

/**
 * Who waits for no task, which would wait for others, and whose end Compose takes for a fault where nobody waits for it. What was waited
 * for takes its time: otherwise it is chance which comes first.
 */
function waitForNobody(file: object): boolean {
  const services = servicesUpOf(file);
  return Object.values(services).some(({ depends_on: after = {} }) => {
    const healthy = Object.keys(after).filter((name) => after[name].condition === 'service_healthy' && services[name]?.healthcheck?.test);
    const waitsForTask = Object.keys(after).some((name) => after[name].condition === 'service_completed_successfully' && !name.endsWith('-owner'));
    if (healthy.length === 0 || waitsForTask) return false;
    for (const name of healthy) {
      delete after[name];
      const { test, retries } = services[name].healthcheck!;
      services[name].healthcheck = { test, ...(retries !== undefined && { retries }), interval: '5s' };
    }
    return true;
  });
}

function hasLimit(name: 'cpus' | 'memory' | 'pids'): (service: Service) => boolean {
  return ({ deploy }) => deploy?.resources.limits?.[name] !== undefined;
}

function limits({ deploy }: Service): { cpus?: string; memory?: string; pids?: number | string } {
  return deploy!.resources.limits!;
}
