/**
 * Writes `schemas/gateway-api.json.br`, the definitions of the Gateway API, from its Go module: those of the standard channel,
 * without what only people read. Needs Go; who builds or tests the package does not.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { parse } from 'yaml';
import type { GatewayApiSchemas } from '../../lib/verify/kubernetes/custom/gateway-api';
import { at, isFields, mappings } from '../../lib/verify/untyped';
import { goModule } from './go-module';

const RELEASE = '1.6.3';

const KINDS = ['gatewayclasses', 'gateways', 'httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'listenersets', 'referencegrants', 'backendtlspolicies'];

/** What a value has to be; the rest of a schema is for people, for `kubectl apply`, or an expression, of which the rules of the judge say what matters. */
const KEPT = new Set([
  'type', 'properties', 'required', 'items', 'additionalProperties', 'enum', 'pattern', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties',
  'allOf', 'anyOf', 'oneOf', 'not', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-int-or-string',
]);

function compact(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(compact);
  if (!isFields(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([name]) => KEPT.has(name)).map(([name, value]) => [name, name === 'properties' ? propertiesOf(value) : compact(value)]));
}

function propertiesOf(value: unknown): unknown {
  return isFields(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'status').map(([name, schema]) => [name, compact(schema)])) : value;
}

const source = goModule('sigs.k8s.io/gateway-api', `v${RELEASE}`);
const definitions = KINDS.map((kind) => {
  const spec = at(parse(source.read(`config/crd/standard/gateway.networking.k8s.io_${kind}.yaml`)), 'spec');
  const versions = mappings(at(spec, 'versions')).filter((version) => version['served'] !== false);
  return {
    spec: {
      group: at(spec, 'group'),
      names: { kind: at(spec, 'names', 'kind') },
      versions: versions.map((version) => ({ name: version['name'], schema: { openAPIV3Schema: compact(at(version['schema'], 'openAPIV3Schema')) } })),
    },
  };
});
const schemas: GatewayApiSchemas = { release: RELEASE, definitions };
const json = Buffer.from(JSON.stringify(schemas));
writeFileSync(join(__dirname, '../../schemas/gateway-api.json.br'), brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: json.length } }));
