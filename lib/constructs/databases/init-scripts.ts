import type { Workload } from '../workload';
import { ConfigFile } from '../storage';
import type { IValue } from '../../model/value';
import type { OnStack } from '../../model/trace';
import { checkSetting, initScriptRule, type ServerRule } from './server-rules';

/** Where the official images of databases look for what is to run at the first start, by name. */
const DIRECTORY = '/docker-entrypoint-initdb.d';

/** Scripts by file name. `.sql` (`.js` of MongoDB) is run by the server's client, `.sh` is sourced by the image's entry point. */
export type InitScripts = { readonly [fileName: string]: string | IValue };

/** Mounts each script by itself, so that scripts of the image stay. */
export function mountInitScripts(server: Workload, scripts: InitScripts, below: OnStack, rule: ServerRule = initScriptRule): void {
  for (const [fileName, content] of Object.entries(scripts)) {
    checkSetting(server, 'the name of an init script', fileName, rule, below);
    const id = `init-${fileName.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;
    server.addMount(`${DIRECTORY}/${fileName}`, new ConfigFile(server, id, { fileName, content }));
  }
}
