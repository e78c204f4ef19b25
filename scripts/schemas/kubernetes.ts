/**
 * Writes `schemas/kubernetes.json.br`, what the judge of the manifests knows of the API of Kubernetes in each version, from
 * the source of Kubernetes in its Go modules. Needs Go; who builds or tests the package does not.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { ApiTable, FieldFacts, KindFacts } from '../../lib/verify/kubernetes/api/table';
import { enumsIn, gatesOfFields, gatesThatAreOff } from './go-source';
import { goModule } from './go-module';
import { fieldsOf, kindsOf, packagesOf, type Swagger } from './swagger';
import { merged, mergedKinds } from './versions';

/** A release of each minor version; the newest there was. */
const RELEASES = ['1.28.15', '1.29.6', '1.30.14', '1.31.14', '1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3', '1.37.2'];

/** Gates of fields of whose gate their type says nothing: what `pkg/api/pod/util.go` of the server drops. */
const UNTAGGED: readonly (readonly [field: string, gate: string])[] = [
  ['core.v1.Lifecycle#stopSignal', 'ContainerStopSignals'],
  ['core.v1.Volume#image', 'ImageVolume'],
];

const minorOf = (release: string): number => Number(release.split('.')[1]);

function apiOf(release: string): { readonly types: Map<string, Map<string, FieldFacts>>; readonly kinds: readonly KindFacts[] } {
  const server = goModule('k8s.io/kubernetes', `v${release}`);
  const api = goModule('k8s.io/api', `v0${release.slice(1)}`);
  const swagger = JSON.parse(server.read('api/openapi-spec/swagger.json')) as Swagger;
  const enums = enumsIn(server.read('pkg/generated/openapi/zz_generated.openapi.go'));
  const off = gatesThatAreOff(server.readAll('pkg/features'), minorOf(release));
  const gates = new Map([...UNTAGGED, ...packagesOf(swagger).flatMap(({ id, folder }) => [...gatesOfFields(id, api.read(`${folder}/types.go`))])]);
  const types = fieldsOf(swagger);
  for (const [id, fields] of types) {
    for (const [name, facts] of fields) {
      const gate = gates.get(`${id}#${name}`);
      const values = enums.get(`${id}#${name}`);
      fields.set(name, { ...facts, ...(values && { enum: values }), ...(gate !== undefined && off.has(gate) && { off: gate }) });
    }
  }
  return { types, kinds: kindsOf(swagger) };
}

const versions = RELEASES.map((release) => ({ minor: minorOf(release), ...apiOf(release) }));
const table: ApiTable = { releases: RELEASES, kinds: mergedKinds(versions), types: merged(versions) };
const json = Buffer.from(JSON.stringify(table));
const file = join(__dirname, '../../schemas/kubernetes.json.br');
writeFileSync(file, brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: json.length } }));
