import { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import { markDescribable, type IDescribable, type StackDraft } from '../../model/draft';
import { captureTrace, setTrace } from '../../model/trace';
import type { IValue } from '../../model/value';
import { checkSetting, oneLineRule } from '../databases/server-rules';
import { freeId } from '../identity';
import { Parameter } from '../parameter';
import { Duration, type IDuration } from '../quantity';
import type { S3FuseVolume } from '../s3/s3-fuse-volume';
import { Secret } from '../secret';
import { joinText, toExpression } from '../value';
import type { Workload } from '../workload';
import { sandboxDockerfile, sandboxStartScript, sandboxToml } from './template-files';

/** What the template of a sandbox is made of. */
export interface CodeSandboxProps {
  /** Name of the template at E2B, unless the operator gives another: the parameter `E2B_TEMPLATE_ID`. */
  readonly templateName: string;

  /**
   * Longest life of one sandbox, unless the operator gives another: the parameter `E2B_TIMEOUT`, in seconds.
   * @default Duration.minutes(5)
   */
  readonly timeout?: IDuration;

  /**
   * A bucket that the sandbox mounts at the same path as the containers do. One that is mounted in the container.
   * @default - none
   */
  readonly bucket?: S3FuseVolume;

  /**
   * Python packages on top of those of the base image, each with a version: `pandas==2.2.3`.
   * @default - none
   */
  readonly packages?: readonly string[];

  /**
   * Image that the template is made from, Debian with E2B's code interpreter.
   * @default 'e2bdev/code-interpreter:latest'
   */
  readonly baseImage?: string;
}

/**
 * Where an agent runs the code that it has written: a virtual machine at E2B. Its template is written beside the other
 * outputs, to `sandbox/<stack>/<id>/`, for `e2b template build`; `useFrom` wires an agent to it.
 *
 * No secret is in the template. The agent hands the keys of the bucket to a running sandbox, as the environment of
 * `/root/.jupyter/start-up.sh mount`, which mounts the bucket and ends with 0 when it answers.
 *
 * @example
 * const sandbox = new CodeSandbox(stack, 'sandbox', { templateName: 'analysis', timeout: Duration.minutes(10) });
 * sandbox.useFrom(agent);
 */
export class CodeSandbox extends Construct implements IDescribable {
  private readonly name: string;

  public constructor(scope: Construct, id: string, private readonly props: CodeSandboxProps) {
    ({ scope, id, props } = given(CodeSandbox, new.target, scope, id, props));
    super(scope, freeId(scope, id, CodeSandbox));
    this.name = id;
    const { baseImage, packages = [], templateName } = props;
    for (const text of [...packages, templateName, ...(baseImage === undefined ? [] : [baseImage])]) checkSetting(this, 'a text of the template', text, oneLineRule, CodeSandbox);
    setTrace(this, captureTrace(CodeSandbox));
    markDescribable(this);
  }

  /**
   * Gives an agent what it needs to make sandboxes: `E2B_API_KEY` as an optional secret, `E2B_TEMPLATE_ID`, `E2B_TIMEOUT`,
   * and the keys of the bucket.
   */
  public useFrom(agent: Workload): void {
    const { templateName, timeout, bucket } = this.props;
    const tell = (name: string, value: IValue): void => agent._addOwnEnv(name, value, this.useFrom);
    const seconds = Math.round((timeout ?? Duration.minutes(5)).toMilliseconds() / 1000);
    tell('E2B_API_KEY', Secret.shared(this, 'E2B_API_KEY', { description: 'Key for the E2B API; without it no code is run.', hint: 'https://e2b.dev/dashboard', optional: true }));
    tell('E2B_TEMPLATE_ID', Parameter.shared(this, 'E2B_TEMPLATE_ID', { default: templateName, description: 'Template of the sandboxes at E2B.' }));
    tell('E2B_TIMEOUT', Parameter.shared(this, 'E2B_TIMEOUT', { default: String(seconds), description: 'Seconds after which a sandbox is ended.' }));
    for (const [name, value] of Object.entries(bucket?._variables() ?? {})) tell(name, value);
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    const { templateName, bucket, packages, baseImage } = this.props;
    const mount = bucket?._mountScriptOptions();
    const parameters = Object.values(bucket?._variables() ?? {}).filter((value) => value instanceof Parameter);
    const dockerfile = sandboxDockerfile({
      baseImage: baseImage ?? 'e2bdev/code-interpreter:latest',
      packages: packages ?? [],
      arguments: parameters.map((parameter) => ({ name: parameter.resourceName, value: parameter._default ?? '' })),
      ...(bucket && { mountPath: bucket.mountPath }),
    });
    draft.sandboxes.push({
      name: this.name,
      path: this.node.path,
      files: [
        { name: 'e2b.Dockerfile', content: toExpression(dockerfile, draft) },
        { name: 'e2b.toml', content: toExpression(sandboxToml(templateName), draft) },
        { name: 'start-up.sh', content: toExpression(joinText(sandboxStartScript(mount)), draft) },
      ],
    });
  }
}

guard(CodeSandbox);
