import { dirname, isAbsolute, join } from 'node:path';
import { readDotenv } from '../verify/compose/load/dotenv';
import type { Files } from './files';
import type { Report } from './report';

/** Outputs that are, or should be, of one application: what is judged together. Nothing of it has been read yet. */
export interface Application {
  /** Such as `desk`; empty for files that were named. */
  readonly name: string;
  /** What it is beside the usual one, such as `the choice "gpu"`; missing for the usual one. */
  readonly variant?: string;
  /** Files of manifests. */
  readonly manifests: readonly string[];
  /** A Kustomize component that changes the manifests. */
  readonly component?: string;
  /** Compose files, of which later ones are merged into the first. */
  readonly compose: readonly string[];
  /** Profiles of Compose that are on. */
  readonly profiles: readonly string[];
  /** What the operator of Compose sets with this variant, by variable. */
  readonly variables: ReadonlyMap<string, string>;
  /** Files of variables of the Compose project; missing for none, or the `.env` beside it where that is the operator's. */
  readonly envFiles?: readonly string[];
  /** Name of the choice of profiles, if it has one. */
  readonly choice?: string;
  /** Whether a synthesis has written it, and so says in what its outputs differ. */
  readonly isWritten?: boolean;
  /** What that synthesis has said of it as data; missing if that is not there. */
  readonly report?: Report;
  /** Where a synthesis would have put that. */
  readonly reportFile?: string;
}

/** Folders of Compose projects, and what Compose itself takes in one where nobody names a file. */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const OVERRIDES = ['compose.override.yaml', 'compose.override.yml', 'docker-compose.override.yaml', 'docker-compose.override.yml'];

/** The Compose files of a folder, as `docker compose` finds them: those that its file of variables names, or those with a name that Compose knows. */
export function composeFilesIn(folder: string, files: Files, envFiles: readonly string[] = [`${folder}/.env`]): string[] {
  const variables = new Map(envFiles.filter((file) => files.isFile(file)).flatMap((file) => [...readDotenv(files.read(file) ?? '', new Map()).variables]));
  const named = variables.get('COMPOSE_FILE');
  if (named !== undefined && named !== '') return named.split(variables.get('COMPOSE_PATH_SEPARATOR') ?? ':').map((file) => (isAbsolute(file) ? file : join(folder, file)));
  const [main, override] = [COMPOSE_FILES, OVERRIDES].map((names) => names.map((name) => `${folder}/${name}`).find((file) => files.isFile(file)));
  return main === undefined ? [] : [main, ...(override === undefined ? [] : [override])];
}

/** The files of variables of the Compose files that a folder names: that of the folder counts for more than that beside them. */
export function envFilesOf(folder: string, [first]: readonly string[], files: Files): readonly string[] | undefined {
  const [own, beside] = [join(folder, '.env'), join(dirname(first ?? ''), '.env')];
  return first === undefined || own === beside || !files.isFile(own) ? undefined : [beside, own].filter((file) => files.isFile(file));
}

/** The manifests of a folder, as `kubectl apply -f` finds them: not those of folders in it. */
export function manifestFilesIn(folder: string, files: Files): string[] {
  return files.list(folder).filter((name) => /\.(?:ya?ml|json)$/.test(name)).map((name) => `${folder}/${name}`).filter((file) => files.isFile(file));
}
