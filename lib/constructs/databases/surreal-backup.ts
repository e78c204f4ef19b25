import type { Construct } from 'constructs';
import type { IValue } from '../../model/value';
import { Image } from '../image';
import type { ImageFacts } from '../image-facts';
import type { Secret } from '../secret';
import type { User } from '../container-options';
import { joinText } from '../value';
import { DatabaseBackup, untilReached, type BackupOptions } from './database-backup';
import { surrealExportFacts } from './surreal-facts';

const EXPORT = '/backups/.export.surql';

/** Which database of a SurrealDB is exported, and when. */
export interface SurrealBackupOptions extends BackupOptions {
  /** Namespace of the database. */
  readonly namespace: string;

  /** Name of the database. */
  readonly database: string;
}

/** What an export is made with. */
export interface SurrealExport {
  readonly server: string;
  readonly image: Image;
  readonly user: User;
  readonly url: IValue;
  readonly username: string;
  readonly password: Secret;
}

/** The image that keeps the latest exports: that of the server has no shell. */
const KEEPER: ImageFacts = {
  from: 'https://github.com/docker-library/busybox/tree/cab016aed45adf7ede797db1ccd3d6d1fe799ede',
  read: '2026-11-27',
  entrypoint: { words: [], source: 'latest/glibc/Dockerfile has none' },
  command: { words: ['sh'], source: 'latest/glibc/Dockerfile:3' },
  program: { words: ['sh', '-c'], source: 'latest/glibc/Dockerfile:3' },
  ends: { source: 'a script, which ends' },
  users: [{ uid: 0, gid: 0, own: true, source: 'latest/glibc/Dockerfile sets none' }, { uid: 'any', source: 'its programs need no user of their own' }],
  writes: [],
  healthcheck: { command: [], source: 'latest/glibc/Dockerfile has none' },
  tools: [{ names: ['sh', 'rm', 'mv', 'mkdir', 'date', 'sleep', 'wget'], source: 'https://busybox.net/downloads/BusyBox.html' }],
};

/** Exports a database to the volume first, when the server answers, by a container of the server's image, and then keeps it among the latest. */
export function surrealBackup(scope: Construct, { server, image, user, url, username, password }: SurrealExport, options: SurrealBackupOptions): DatabaseBackup {
  const { namespace, database, ...when } = options;
  const keeper = Image.fromReference('busybox:1.36.1', { facts: KEEPER });
  const backup = new DatabaseBackup(scope, `${server}-backup`, {
    ...when,
    image: keeper,
    user,
    database: `${namespace}-${database}`,
    extension: 'surql',
    dump: `mv ${EXPORT} "$part"`,
    env: {},
  });
  backup.addInitContainer('reach', { image: keeper, entrypoint: ['sh', '-c', joinText(['url=', url, `\n${untilReached('wget -q -T 3 -O /dev/null "$url/health"')}`])], user });
  backup.addInitContainer('export', {
    image: image._known(surrealExportFacts, true),
    command: ['export', '--conn', url, EXPORT],
    user,
    env: { SURREAL_USER: username, SURREAL_PASS: password, SURREAL_NAMESPACE: namespace, SURREAL_DATABASE: database },
    mounts: { '/backups': backup.volume },
  });
  return backup;
}
