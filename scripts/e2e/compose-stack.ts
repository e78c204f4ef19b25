import * as fs from 'node:fs';
import * as path from 'node:path';
import { must, run } from './command';
import { makeCertificate } from './certificate';
import { makeCheckout } from './checkout';
import { answer } from './operator';
import type { ChosenStack } from './stacks';

/** What a stack is brought up with. */
export interface BringUp {
  /** The command of Compose. */
  readonly compose: readonly string[];
  /** What runs in place of images. */
  readonly images: ReadonlyMap<string, string>;
  /** Does not exist yet. */
  readonly directory: string;
}

/** Whether a stack came up as its README says; it is gone afterwards, with its volumes. */
export function bringUp(stack: ChosenStack, { compose, images, directory }: BringUp): boolean {
  const project = path.join(directory, `compose/${stack.name}`);
  writeFiles(stack, directory);
  fs.writeFileSync(path.join(project, '.env'), answer(stack.files.get(`compose/${stack.name}/.env.example`) ?? '', {
    SOURCE_DIR: makeCheckout(stack.model, path.join(directory, 'checkout')),
    TLS_DIRECTORY: makeCertificate(path.join(directory, 'certificate')),
  }));
  fs.writeFileSync(path.join(project, 'images.yaml'), override(stack, images));
  // Not the stack's own name: on the machine of somebody who runs it, `down -v` would take his data.
  const inProject = [...compose, '-p', `e2e-${stack.name}`, '-f', 'compose.yaml', '-f', 'images.yaml'];
  const options = { directory: project };
  try {
    const up = run([...inProject, 'up', '-d', '--wait', '--no-build', '--quiet-pull'], options);
    const states = statesOf(must([...inProject, 'ps', '-a', '--format', 'json'], options));
    for (const state of states) process.stdout.write(`  ${line(state)}\n`);
    const isUp = up.status === 0 && states.length > 0 && states.every(isWell);
    if (!isUp) {
      process.stdout.write(up.stderr.split('\n').filter(Boolean).slice(-10).map((text) => `  ${text}\n`).join(''));
      for (const { Service } of states.filter((state) => !isWell(state))) {
        process.stdout.write(run([...inProject, 'logs', '--no-color', '--tail', '15', Service], options).stdout.replace(/^/gm, '    ').trimEnd() + '\n');
      }
    }
    return isUp;
  } finally {
    run([...inProject, 'down', '-v', '--remove-orphans', '-t', '5'], options);
  }
}

function writeFiles({ files }: ChosenStack, directory: string): void {
  for (const [file, text] of files) {
    const place = path.join(directory, file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
  }
}

/** A second Compose file that changes nothing but images. */
export function override({ compose }: ChosenStack, images: ReadonlyMap<string, string>): string {
  const services = Object.entries(compose?.services ?? {}).flatMap(([name, { image }]) => {
    const other = image === undefined ? undefined : images.get(image);
    return other === undefined ? [] : [`  ${name}:\n    image: ${other}\n`];
  });
  return services.length === 0 ? 'services: {}\n' : `services:\n${services.join('')}`;
}

/** What Compose says of a container. */
interface State {
  readonly Service: string;
  readonly ID: string;
  readonly State: string;
  readonly Health: string;
  readonly ExitCode: number;
}

function statesOf(text: string): readonly State[] {
  return text.split('\n').filter(Boolean).map((object) => JSON.parse(object) as State).sort((one, other) => (one.Service < other.Service ? -1 : 1));
}

/** A task is well when it has ended with success; what has no check, when it runs. */
function isWell({ State: state, Health, ExitCode }: State): boolean {
  return state === 'running' ? Health === '' || Health === 'healthy' : state === 'exited' && ExitCode === 0;
}

/** Health, user, root, and what the stand-in says it has written. */
function line({ Service, ID, State: state, Health, ExitCode }: State): string {
  const [user, readOnly] = run(['docker', 'inspect', '--format', '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}', ID]).stdout.trim().split(' ');
  const written = [...run(['docker', 'logs', ID]).stdout.matchAll(/^stand-in: has written to (.+)$/gm)].map(([, place]) => place);
  const health = state === 'exited' ? `ended with ${ExitCode}` : Health || state;
  return [Service.padEnd(24), health.padEnd(13), (user || 'its own').padEnd(13), (readOnly === 'true' ? 'read-only' : 'WRITABLE').padEnd(10), [...new Set(written)].join(' ')].join(' ').trimEnd();
}
