import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import { lastLine, must, run } from '../command';
import type { ComposeProject } from '../compose-project';
import { compared, type Noted } from '../inside/compared';
import { serviceOf } from '../inside/docker';
import { wait } from '../lifecycle/wait';

/** When an engine asks a registry for an image: while it has it, and while it has not. */
const ASKS = { always: [true, true], missing: [false, true], never: [false, false] } as const;

/** Has Compose make containers of an image that a registry of our own has, with and without the engine having it, and looks who asks. */
export function pullComparisons({ workloads }: StackModel, project: ComposeProject, root: string): readonly Noted[] {
  const said = workloads.flatMap((workload) => containersOf(workload).flatMap((container) => {
    const { path: of, imagePullPolicy: policy } = container;
    return policy === undefined || policy === 'build' ? [] : [{ of, policy, service: serviceOf(workload, container) }];
  }));
  if (said.length === 0) return [];
  const directory = fs.mkdtempSync(path.join(root, 'registry-'));
  const [log, registry] = [path.join(directory, 'asked'), registryOf(directory)];
  const { override } = project;
  try {
    return said.flatMap(({ of, policy, service }) => ['there', 'not there'].map((where, at): Noted => {
      const image = `127.0.0.1:${registry.port}/${service}`;
      project.takeAway(image);
      project.override = `services:\n  ${service}:\n    image: ${image}\n`;
      project.run(['rm', '-f', '-s', service]);
      must(where === 'there' ? ['docker', 'tag', TINY, image] : ['docker', 'rmi', '--force', image]);
      fs.writeFileSync(log, '');
      const { status, stderr } = project.run(['up', '--no-start', '--no-deps', '--no-build', service]);
      const asked = fs.readFileSync(log, 'utf8').includes(service);
      const isRight = asked === ASKS[policy][at] && (status === 0) === (asked || where === 'there');
      return { path: of, ...compared('pull', isRight, () => `the registry ${asked ? 'is' : 'is not'} asked for an image that is ${where}, with ${policy}: ${lastLine(stderr)}`) };
    }));
  } finally {
    for (const { service } of said) {
      project.run(['rm', '-f', '-s', service]);
      run(['docker', 'rmi', '--force', `127.0.0.1:${registry.port}/${service}`]);
    }
    project.override = override;
    registry.stop();
  }
}

/** An image with one file, which nobody has to start. */
const TINY = 'localhost/stand-in/tiny';

function registryOf(directory: string): { readonly port: string; readonly stop: () => void } {
  const layout = path.join(directory, 'layout');
  const said = path.join(directory, 'port');
  fs.mkdirSync(layout);
  fs.writeFileSync(path.join(layout, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\nCMD ["/none"]\n');
  must(['docker', 'build', '--quiet', '--tag', TINY, layout]);
  must(['docker', 'save', '--output', `${layout}.tar`, TINY]);
  must(['tar', '-xf', `${layout}.tar`, '-C', layout]);
  const child = spawn(process.execPath, ['-e', fs.readFileSync(path.join(__dirname, 'registry.js'), 'utf8'), layout, path.join(directory, 'asked')], { stdio: ['ignore', fs.openSync(said, 'w'), 'inherit'] });
  const portOf = (): string => fs.readFileSync(said, 'utf8').trim();
  if (!wait(10, () => portOf() !== '')) throw new Error('the registry does not start');
  const port = portOf();
  return { port, stop: () => child.kill() };
}
