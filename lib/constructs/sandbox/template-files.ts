import { dockerfileText } from '../../quoting/dockerfile';
import { shellWord } from '../../quoting/shell';
import { tomlText } from '../../quoting/toml';
import { mountFunctions, type MountScriptOptions } from '../s3/mount-script';
import type { EnvValue } from '../value';

const START_SCRIPT = '/root/.jupyter/start-up.sh';
const INTERPRETER_SCRIPT = '/root/.jupyter/start-code-interpreter.sh';
const GOOFYS = 'https://github.com/kahing/goofys/releases/download/v0.24.0/goofys';

export interface SandboxDockerfileOptions {
  readonly baseImage: string;
  readonly packages: readonly string[];
  /** What may be given to the build, with the value if it is not. */
  readonly arguments: readonly { readonly name: string; readonly value: string }[];
  /** Set if a bucket is mounted. */
  readonly mountPath?: string;
}

/** The image of a template. The start script of the base image stays, under another name: ours comes first. */
export function sandboxDockerfile({ baseImage, packages, arguments: values, mountPath }: SandboxDockerfileOptions): string {
  const mounts = mountPath === undefined ? [] : [
    '',
    'RUN apt-get update \\',
    ' && apt-get install -y --no-install-recommends ca-certificates curl fuse s3fs \\',
    ' && rm -rf /var/lib/apt/lists/*',
    `RUN curl -fsSL -o /usr/local/bin/goofys ${GOOFYS} \\`,
    ' && chmod 0755 /usr/local/bin/goofys',
    'RUN echo user_allow_other >> /etc/fuse.conf',
    '',
    '# Which bucket, not how to get in: the keys are handed to a running sandbox.',
    ...values.map(({ name, value }) => `ARG ${name}=${dockerfileText(value)}`),
    ...(values.length > 0 ? [`ENV ${values.map(({ name }) => `${name}=$${name}`).join(' ')}`] : []),
    `ENV S3_MOUNT_DIR=${dockerfileText(mountPath)}`,
  ];
  return lines([
    '# Template of a sandbox for e2b template build.',
    `FROM ${baseImage}`,
    ...mounts,
    ...(packages.length > 0 ? ['', `RUN pip install --no-cache-dir ${packages.map(shellWord).join(' ')}`] : []),
    '',
    `RUN mv ${START_SCRIPT} ${INTERPRETER_SCRIPT}`,
    `COPY start-up.sh ${START_SCRIPT}`,
    `RUN chmod 0755 ${START_SCRIPT} && mkdir -p /workspace`,
    'WORKDIR /workspace',
  ]);
}

/** What `e2b template build` reads. It adds the ids of the team and the template by itself. */
export function sandboxToml(templateName: string): string {
  return lines([`template_name = ${tomlText(templateName)}`, 'dockerfile = "e2b.Dockerfile"', `start_cmd = "${START_SCRIPT}"`]);
}

/** Starts the code interpreter. With the keys in its environment it mounts the bucket first; a sandbox without one works too. */
export function sandboxStartScript(mount: MountScriptOptions | undefined): EnvValue[] {
  const head = '#!/bin/sh\n# Starts the sandbox.\nset -u\n';
  const start = `\nmkdir -p /workspace\nexec ${INTERPRETER_SCRIPT}\n`;
  if (!mount) return [head, start];
  return [
    `${head}\n`,
    ...mountFunctions(mount),
    `
mount_for_all() {
  (umask 077 && mkdir -p "$state")
  mount_bucket && mkdir -p "$directory/shared"
}

# For a sandbox that runs already: its mounter must not hold on to the output of whoever asks.
if [ "\${1:-}" = mount ]; then
  exec > /var/log/mount-bucket.log 2>&1
  mount_for_all
  exit
fi

if [ -n "\${AWS_ACCESS_KEY_ID:-}" ]; then
  mount_for_all || log "the sandbox starts without the bucket"
fi
`,
    start,
  ];
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
