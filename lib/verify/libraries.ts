import type * as schemas from '@cfworker/json-schema';
import type * as yaml from 'js-yaml';
import { createRequire } from 'node:module';

/*
 * What only judges and readers need. It is loaded when the first of them is at work: a synthesis that nothing foreign is in needs
 * none of it, and should not wait for it.
 */

const load = createRequire(__filename);

/** The library that reads YAML. */
export const yamlLibrary = (): typeof yaml => load('js-yaml') as typeof yaml;

/** The library that judges by a JSON Schema. */
export const schemaLibrary = (): typeof schemas => load('@cfworker/json-schema') as typeof schemas;
