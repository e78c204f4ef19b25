import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { literalText } from '../model/expression';
import { modeProblem } from '../model/file-mode';
import type { SecretMount } from '../model/storage';
import { OUTSIDE } from '../model/draft';
import { choiceProblems } from './choices';
import { checkoutPathProblem, containerPathProblem } from './checkout-path';

/** Mounts have good paths, and none hides another. A directory may be mounted inside another one. */
export function checkMounts(graph: StackGraph, findings: Findings): void {
  checkHostDirectories(graph, findings);
  for (const { container: { mounts, process, path } } of graph.containers) {
    const targets = new Map<string, string>();
    const check = (target: string, what: string): void => {
      const rule = containerPathProblem(target);
      if (rule) findings.report('model/invalid-path', path, { field: 'a mount path', value: target, rule });
      const other = targets.get(target);
      if (other !== undefined) findings.report('model/duplicate-mount', path, { value: target, other });
      targets.set(target, `${what} mounted there too`);
    };
    for (const mount of mounts) {
      check(mount.target, mount.kind);
      if (mount.kind === 'volume' && !graph.volumes.has(mount.volume)) unresolved('volume', mount.volume);
      if (mount.kind === 'config' && !graph.configFiles.has(mount.config)) unresolved('config file', mount.config);
      if (mount.kind === 'secret') checkSecret(mount);
      if (mount.kind === 'host-path' && (!mount.chosen || choiceProblems(mount.chosen, graph).length === 0)) checkHostPath(mount.path);
      if (mount.kind === 'image' && mount.subPath !== undefined) checkSubPath(mount.subPath);
      if (mount.kind !== 'source') continue;
      const rule = checkoutPathProblem(mount.source);
      if (rule) findings.report('model/invalid-path', path, { field: 'a source directory', value: mount.source, rule });
      for (const keep of mount.keep) {
        check(keep, 'directory of the image');
        if (!keep.startsWith(`${mount.target}/`)) findings.report('model/invalid-path', path, { field: 'a kept directory', value: keep, rule: `below ${mount.target}` });
      }
    }
    for (const mount of mounts) {
      if (mount.kind !== 'config' && mount.kind !== 'secret') continue;
      const below = `${mount.target}/`;
      for (const [target, what] of targets) {
        if (target.startsWith(below)) findings.report('model/duplicate-mount', path, { value: target, other: `file mounted at ${mount.target} (${what})` });
      }
    }
    const directory = process.workingDirectory;
    if (directory !== undefined && directory !== '/') {
      const rule = containerPathProblem(directory);
      if (rule) findings.report('model/invalid-path', path, { field: 'the working directory', value: directory, rule });
    }

    function checkSecret({ target, secret: name, mode }: SecretMount): void {
      const secret = graph.secrets.get(name);
      if (!secret) return unresolved('secret', name);
      if (secret.optional) findings.report('model/contradiction', path, { value: `optional: true of the secret ${name}`, rule: `a file of it at ${target}, which has to be there` });
      const rule = mode === undefined ? undefined : modeProblem(mode);
      if (rule !== undefined) findings.report('model/invalid-operation', path, { field: `the mode of ${target}`, value: String(mode), rule });
    }

    function checkSubPath(value: string): void {
      const rule = containerPathProblem(`/${value}`);
      if (rule) findings.report('model/invalid-path', path, { field: 'a directory of an image', value, rule: `relative to its root, and ${rule}` });
    }

    function checkHostPath(value: string): void {
      const rule = value === '/' ? undefined : containerPathProblem(value);
      if (rule) findings.report('model/invalid-path', path, { field: 'a path of the host', value, rule });
    }

    function unresolved(what: string, name: string): void {
      findings.report('model/unresolved-reference', path, { what, value: name.replace(OUTSIDE, '') });
    }
  }
}

/** Each volume that lies in a directory of the host has one, of its own: on Kubernetes it is a claim of its own, too. */
function checkHostDirectories({ model }: StackGraph, findings: Findings): void {
  const holders = new Map<string, string>();
  for (const { path, hostPath } of model.volumes) {
    if (!hostPath) continue;
    const text = literalText(hostPath);
    if (text?.trim() === '') findings.report('model/invalid-path', path, { field: 'hostPath', value: '', rule: 'the path of a directory, such as ./data' });
    const directory = JSON.stringify(hostPath);
    const holder = holders.get(directory);
    if (holder !== undefined) findings.report('model/duplicate-name', path, { what: 'directory of the host', value: text ?? 'of a parameter', other: `that of the volume at ${holder}`, fix: 'Give one of the two another directory, or mount one volume in both places.' });
    holders.set(directory, holder ?? path);
  }
}
