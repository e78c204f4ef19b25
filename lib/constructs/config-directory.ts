import { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { captureTrace, setTrace } from '../model/trace';
import { filesBelow, readContent, reportFile } from './read-file';
import { ConfigFile } from './storage';

/** Which directory is read. */
export interface ConfigDirectoryProps {
  /** Absolute, or relative to the working directory of the program. */
  readonly path: string;
}

/**
 * All files of a directory as {@link ConfigFile}s, read at synthesis: text or not, at any depth. Each is mounted by itself,
 * so what the image has beside them stays visible. One that can be executed here can be executed there. What cannot be read,
 * and a link, is an error (`model/unreadable-file`).
 *
 * @example
 * const provisioning = new ConfigDirectory(stack, 'provisioning', { path: 'grafana' });
 * new Workload(stack, 'grafana', { image, mounts: { ...provisioning.at('/etc/grafana') } });
 */
export class ConfigDirectory extends Construct {
  private readonly files: ReadonlyMap<string, ConfigFile>;

  public constructor(scope: Construct, id: string, props: ConfigDirectoryProps) {
    ({ scope, id, props } = given(ConfigDirectory, new.target, scope, id, props));
    super(scope, id);
    setTrace(this, captureTrace(ConfigDirectory));
    const names = filesBelow(this, props.path, ConfigDirectory);
    this.files = new Map(names.flatMap((name) => {
      const content = readContent(this, `${props.path}/${name}`, ConfigDirectory);
      return content === undefined ? [] : [[name, new ConfigFile(this, idOf(name), { fileName: name.slice(name.lastIndexOf('/') + 1), ...content })] as const];
    }));
    if (names.length === 0) reportFile(this, props.path, 'it has no files', ConfigDirectory);
  }

  /**
   * Its files where a container has them, to be spread into `mounts`.
   *
   * @param directory absolute path in the container
   */
  public at(directory: string): Record<string, ConfigFile> {
    return Object.fromEntries([...this.files].map(([name, file]) => [`${directory.replace(/\/$/, '')}/${name}`, file]));
  }
}

guard(ConfigDirectory);

/** A part of names in the outputs; files whose names differ in other characters only are duplicates, and reported as such. */
function idOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}
