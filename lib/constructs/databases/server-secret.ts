import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { recordFault } from '../../model/fault';
import { captureTrace, type OnStack } from '../../model/trace';
import { Secret, type SecretProps } from '../secret';
import { variablePrefix } from './variable-prefix';

/** Whose secret it is, of those that servers have made. */
const OWNERS = new WeakMap<Secret, string>();

/** Where a secret belongs, and who asks for it. */
export interface ServerSecretOptions extends SecretProps {
  /** Id of the server. */
  readonly server: string;
  /** What of the server it is for; with the id, it makes the name: `shop`, `ROOT_PASSWORD`. */
  readonly name: string;
}

/**
 * The secret `<SERVER>_<NAME>` of the stack. Signs that a variable cannot have become `_`, so two names can come to one
 * secret: then it is reported, as two users would have one password.
 */
export function serverSecret(scope: Construct, { server, name, ...props }: ServerSecretOptions, below: OnStack): Secret {
  const secretName = `${variablePrefix(server)}_${name}`;
  const owner = `${scope.node.path}/${server}: ${props.description}`;
  const before = Chart.of(scope).node.tryFindChild(secretName);
  const other = before instanceof Secret ? OWNERS.get(before) : undefined;
  if (other !== undefined && other !== owner) {
    const rule = `a secret of its own: it is already that of ${other} Give one of them another name, or its password by a property`;
    recordFault(scope, { kind: 'server-setting', path: scope.node.path, field: `the secret of ${owner}`, value: secretName, rule, trace: captureTrace(below) });
  }
  const secret = Secret.shared(scope, secretName, props);
  if (before === undefined) OWNERS.set(secret, owner);
  return secret;
}
