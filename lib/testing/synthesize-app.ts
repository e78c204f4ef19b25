import type { Finding } from '../diagnostics/findings';
import { renderFinding } from '../diagnostics/render';
import type { App } from '../synthesis/app';
import { synthesizeApp as synthesizeAll } from '../synthesis/run';
import { targetsOf } from '../synthesis/stack-mark';
import { bytesOf, contentOf } from '../targets/output';

/** Everything that an app would write. */
export interface SynthesizedApp {
  /** Content by the path below the output directory, with bytes for what is no text. Empty if there are errors. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** All findings of all stacks, acknowledged ones as information. */
  readonly findings: readonly Finding[];
  /** The findings as they appear on a terminal, with source lines. */
  readonly rendered: readonly string[];
}

/**
 * Synthesizes all stacks and charts of an app in memory: what `synth` would write, but for the list of the files and the
 * `.gitignore`. It never throws on findings: a test can look at them.
 *
 * @example
 * const app = new App();
 * new Shop(app, 'shop');
 * expectGoldenFolder(`${__dirname}/dist`, synthesizeApp(app).files);
 */
export function synthesizeApp(app: App): SynthesizedApp {
  const { findings, files, originOf } = synthesizeAll(app, targetsOf(app) ?? []);
  return {
    files: new Map(files.map((file) => [file.path, bytesOf(file) ?? contentOf(file)])),
    findings,
    rendered: findings.map((finding) => renderFinding(finding, originOf(finding.path) ?? app)),
  };
}
