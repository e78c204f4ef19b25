import { parse, parseAllDocuments } from 'yaml';
import { chooseCases, runnableCases } from '../../scripts/e2e/cases';
import type { Manifest } from '../../scripts/e2e/cluster-fault';
import { clusterFaults } from '../../scripts/e2e/cluster-faults';
import { clusterWordFaults } from '../../scripts/e2e/cluster-word-faults';
import { servicesOf, type Fault } from '../../scripts/e2e/fault';
import type { Comparison } from '../../scripts/e2e/inside/compared';
import { comparable, findPlanted, findPlantedOf, Planted } from '../../scripts/e2e/planted';
import { faultsIn } from '../../scripts/e2e/planted-faults';
import { chooseStacks } from '../../scripts/e2e/stacks';

test.each(['ai-society', 'open-notebook'])('%s has a place for ten faults, each of which changes its file', (name) => {
  const [stack] = chooseStacks([name]);
  const text = stack.files.get(`compose/${name}/compose.yaml`)!;
  const planted = faultsIn(stack.model).flatMap(({ what, plant }) => {
    const file = parse(text) as object;
    if (!plant(file)) return [];
    expect({ what, file }).not.toEqual({ what, file: parse(text) });
    return [what];
  });
  expect(planted).toEqual(expect.arrayContaining(['a volume is not mounted', 'a port is not published', 'a published port leads to another', 'its check asks nobody', 'a variable is missing', 'a connection is closed', 'a connection is open']));
  expect(planted.length).toBeGreaterThanOrEqual(10);
});

/** What Compose makes for all services of a file. */
function madeBy(file: object): readonly string[] {
  const { networks = {}, volumes = {} } = file as { networks?: object; volumes?: object };
  const isOnDefault = Object.values(servicesOf(file)).some((service) => service.network_mode === undefined && Object.keys(service.networks ?? {}).length === 0);
  return [...Object.keys(networks), ...(isOnDefault ? ['default'] : []), ...Object.entries(volumes).map((volume) => JSON.stringify(volume))];
}

test('a fault by which Compose makes what the file without it does not remove is removed by its own', () => {
  const left = runnableCases().flatMap(({ name, model, files }) => {
    const good = parse(files.get(`compose/${model.name}/compose.yaml`)!) as object;
    const made = new Set(madeBy(good));
    return faultsIn(model).flatMap(({ what, plant, anew }) => {
      const file = structuredClone(good);
      return plant(file) && !anew && madeBy(file).some((one) => !made.has(one)) ? [`${name}: ${what}`] : [];
    });
  });
  expect(left).toEqual([]);
});

test('what belongs to a profile, and so is not up, has no place for a fault', () => {
  const [{ model, files }] = runnableCases(['profiles']);
  const good = parse(files.get(`compose/${model.name}/compose.yaml`)!) as object;
  const ofProfiles = (file: object): object => Object.fromEntries(Object.keys(servicesOf(good)).filter((name) => servicesOf(good)[name].profiles).map((name) => [name, servicesOf(file)[name]]));
  expect(Object.keys(ofProfiles(good))).not.toEqual([]);
  for (const { plant } of faultsIn(model)) {
    const file = structuredClone(good);
    plant(file);
    expect(ofProfiles(file)).toEqual(ofProfiles(good));
  }
});

test.each(['ai-society', 'open-notebook'])('%s has a place for ten faults of manifests', (name) => {
  const text = chooseStacks([name])[0].files.get(`kubernetes/${name}.k8s.yaml`)!;
  const read = (): unknown[] => parseAllDocuments(text).map((document) => document.toJS() as unknown);
  const plantedIf = (enforced: boolean): string[] => clusterFaults(enforced).flatMap(({ what, plant }) => {
    const objects = read();
    if (!plant(objects)) return [];
    expect({ what, objects }).not.toEqual({ what, objects: read() });
    return [what];
  });
  expect(plantedIf(true)).toEqual(expect.arrayContaining(['a volume is not mounted', 'a port has no way in', 'a variable is missing', 'a connection is closed', 'a connection is open']));
  expect(plantedIf(false).length).toBeGreaterThanOrEqual(10);
});

test('a fault that has a place in what a case writes changes it', () => {
  const same = chooseCases([]).flatMap(({ name, model, files, onEngine }) => {
    const texts = [files.get(`compose/${model.name}/compose.yaml`), files.get(`kubernetes/${model.name}.k8s.yaml`)];
    const [compose, objects] = texts.map((text) => (text === undefined ? [] : parseAllDocuments(text).map((document) => document.toJS() as object)));
    const unchanged = (good: object, faults: readonly Fault[]): string[] => faults.flatMap(({ what, plant }) => {
      const file = structuredClone(good);
      return plant(file) && JSON.stringify(file) === JSON.stringify(good) ? [`${name}: ${what}`] : [];
    });
    // Others are not brought up with faults by Compose.
    return [...(onEngine && compose[0] ? unchanged(compose[0], faultsIn(model)) : []), ...unchanged(objects, [...clusterFaults(true), ...clusterWordFaults()])];
  });
  expect(same).toEqual([]);
});

test('who does not wait for a container starts before one that takes its time', () => {
  const [{ model, files }] = chooseCases(['engine-order']);
  const file = parse(files.get(`compose/${model.name}/compose.yaml`)!) as object;
  const fault = faultsIn(model).find(({ what }) => what === 'it waits for nobody')!;
  expect([fault.plant(file), fault.anew]).toEqual([true, true]);
  const { api, db, migration } = servicesOf(file);
  // Who waits for a task waits by way of it, whatever he says of the others.
  expect([Object.keys(api.depends_on ?? {}), migration.depends_on]).toEqual([['cache', 'db', 'migration', 'proxy'], {}]);
  expect(db.healthcheck).toMatchObject({ interval: '5s' });
});

test('a connection is opened to what has a port, from what goes on', () => {
  const [{ model, files }] = chooseCases(['engine-order']);
  const file = parse(files.get(`compose/${model.name}/compose.yaml`)!) as object;
  expect(faultsIn(model).find(({ what }) => what === 'a connection is open')!.plant(file)).toBe(true);
  expect(servicesOf(file)['proxy'].networks).toEqual(['proxy', 'db']);
});

test('a comparison that has seen a fault needs no other, and one with whose faults nothing comes up is tried twice', () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const planted = new Planted();
  const fault = (by: Comparison) => ({ what: by, by, plant: (file: object) => Boolean(Object.assign(file, { by })) });
  const started: string[] = [];
  const subject = (isUp: boolean) => ({
    read: () => ({}),
    start: (file: { by?: Comparison }) => (file.by ? [String(started.push(file.by))] : []),
    seenBy: () => new Set<Comparison>(isUp ? ['stop'] : []),
  });
  const noted = [{ path: 'shop/api', by: 'stop' as const }, { path: 'shop/api', by: 'image' as const }];
  findPlantedOf(noted, planted, subject(true), [fault('stop')]);
  for (let at = 0; at < 3; at += 1) findPlantedOf(noted, planted, subject(false), [fault('stop'), fault('image')]);
  expect(started).toEqual(['stop', 'image', 'image']);
  expect(planted.summary).toBe('with no fault of these has anything come up that could be compared: image\n');
  jest.restoreAllMocks();
});

test('who does not wait starts before a peer that takes its time', () => {
  const [{ model, files }] = chooseCases(['init-container']);
  const objects = parseAllDocuments(files.get(`kubernetes/${model.name}.k8s.yaml`)!).map((document) => document.toJS() as Manifest);
  const fault = clusterWordFaults().find(({ what }) => what === 'it waits for nobody')!;
  expect([fault.plant(objects), fault.anew]).toEqual([true, true]);
  const pod = (name: string) => objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name)!.spec!.template!.spec;
  expect(pod('web').initContainers!.filter(({ name }) => name.startsWith('wait-for-'))).toEqual([]);
  expect(pod('store').containers[0].readinessProbe).toMatchObject({ initialDelaySeconds: 20 });
});

test('faults are made of what has been compared, those that Compose takes no notice of from nothing', () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const fault = (by: Comparison, anew?: true) => ({ what: by, by, plant: (file: object) => Boolean(Object.assign(file, { by })), ...(anew && { anew }) });
  const faults = comparable([{ path: 'shop/api', by: 'stop' }, { path: 'shop/api', by: 'mount sources' }], [fault('stop'), fault('labels'), fault('mount sources', true)]);
  const started: unknown[] = [];
  findPlanted({ read: () => ({}), start: (file, isAnew) => [String(started.push([file, isAnew]))] }, faults);
  expect(started).toEqual([[{ by: 'stop' }, undefined], [{ by: 'mount sources' }, true], [{}, undefined]]);
  jest.restoreAllMocks();
});

test('what is mounted read-only has no place for being so', () => {
  const [{ model, files }] = chooseCases(['init-container']);
  const objects = parseAllDocuments(files.get(`kubernetes/${model.name}.k8s.yaml`)!).map((document) => document.toJS() as Manifest);
  expect(clusterFaults(true).find(({ what }) => what === 'a volume is mounted read-only')!.plant(objects)).toBe(false);
});

test('a fault that nobody finds, too few of them, and what is not well again are problems', () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const fault = (what: string, isPlace = true) => ({ what, by: 'run' as const, plant: (file: object) => isPlace && Boolean(Object.assign(file, { what })) });
  const start = (file: { what?: string }): string[] => (file.what === 'seen' ? ['it is seen'] : file.what === 'unseen' ? [] : ['it is ill']);
  expect(findPlanted({ read: () => ({}), start }, [fault('seen'), fault('unseen'), fault('nowhere', false)])).toEqual([
    'nobody finds this fault: unseen', 'only 2 faults could be planted, and 10 are to be', 'without a fault again: it is ill',
  ]);
  jest.restoreAllMocks();
});
