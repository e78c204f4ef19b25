import type { LocatedProblem, Origin } from '../../input/file-problem';
import type { Place } from '../../problem';
import type { Fields } from '../../untyped';

/** A variable that the files of a project refer to. */
export interface UsedVariable {
  readonly name: string;
  /** What it is here: by the environment, a file of variables, or nothing. */
  readonly value?: string;
  /** Where it is first referred to. */
  readonly origin?: Origin;
}

/**
 * A Compose project as `docker compose config` would give it: every file merged, nothing extended or included any more, short
 * notations written out, and only services that the profiles let run.
 *
 * `document` and `template` have the same shape, key by key and item by item. Where `document` has a value, `template` has the
 * same value, or the text with the references to variables that it comes of: `80` and `${PORT:-80}`. A dollar that is none is
 * `$$` there, as in a file. In both
 *
 * - `name` is there, and `services`, `networks`, `volumes`, `configs`, `secrets` and `models` are mappings, empty or not;
 * - `command` and `entrypoint` are lists of arguments, or not there: an empty list clears what the image has;
 * - `environment`, `labels`, `annotations`, `sysctls` and `build.args` are mappings to texts, to `null` for a variable of the
 *   environment that has no value; what `env_file` and `label_file` say is in it, and `env_file` is still there, as written;
 * - `ports` are mappings with `target` (a number), `protocol`, `mode`, and if said `published` (a text) and `host_ip`;
 * - `volumes` are mappings with `type`, `target`, and if said `source`; a bind mount has `bind.create_host_path` (a boolean);
 * - `configs` and `secrets` of a service are mappings with `source` and, where the engine has a default, `target`;
 * - `depends_on` is a mapping to `condition`, `required` and, if said or implied, `restart`; links and shared namespaces are in it;
 * - `networks` is a mapping to settings or `null`; who says nothing of a network is on `default`;
 * - `healthcheck.test` is a list that begins with CMD, CMD-SHELL or NONE;
 * - amounts of memory are texts of digits, in bytes; durations are written as Go does (`1m30s`); cpus are numbers; modes of
 *   files are texts in octal (`0440`);
 * - `dns`, `dns_search`, `tmpfs` and `env_file` are lists; `devices` and `gpus` lists of mappings; `extra_hosts` a list of
 *   `name=address`; a limit of `ulimits` a number, or `soft` and `hard`;
 * - paths of the host are joined with the directory that they are relative to, and absolute if that is.
 */
export interface LoadedProject {
  readonly name: string;
  /** The directory that paths are relative to. */
  readonly directory: string;
  /** With every variable replaced. Not to be changed. */
  readonly document: Fields;
  /** With the variables still in place. Not to be changed. */
  readonly template: Fields;
  /** Services that are off, since none of their profiles is on; written out like the others. */
  readonly disabled: Fields;
  /** What stands in files beside the project, by the path that `document` has for it: of configs, secrets, variables and labels. */
  readonly files: ReadonlyMap<string, string>;
  /** What was known when variables were replaced: the environment, and the file of variables of the project. */
  readonly variables: ReadonlyMap<string, string>;
  /** Every variable that the files refer to, by name. */
  readonly used: ReadonlyMap<string, UsedVariable>;
  /** What Compose would refuse, and files that are not there. A project with problems is still as whole as can be. */
  readonly problems: readonly LocatedProblem[];
  /** Where an element was written, or the nearest thing around it: `where(['services', 'api', 'ports', 0])`. */
  where(place: Place): Origin | undefined;
}

/** What there is to load. */
export interface ProjectSources {
  /** One Compose file, or several of which the later ones are merged into the first. */
  readonly files: readonly string[];
  /**
   * Directory that paths are relative to, where the file of variables `.env` lies, and after which the project is called.
   *
   * @default - that of the first file
   */
  readonly directory?: string;
  /**
   * The environment that Compose would be run in.
   *
   * @default - empty: variables are what the file of variables and their defaults say
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Files of variables in the place of `.env`.
   *
   * @default - `.env` in the directory, if it is there
   */
  readonly envFiles?: readonly string[];
  /**
   * Profiles that are on; `*` is all of them.
   *
   * @default - those of the variable COMPOSE_PROFILES
   */
  readonly profiles?: readonly string[];
  /**
   * What the project is called where nothing says it.
   *
   * @default - as the directory
   */
  readonly usualName?: string;
  /** The text of a file, undefined for one that is not there. */
  readonly read: (path: string) => string | undefined;
}
