import { setterOf } from '../../lib/targets/compose/reserved-variables';
import type { Declaration, Said } from './program';
import { isScalar, type Raw } from './raw';
import { parseTemplate, plainText } from './template';
import type { Variables } from './variables';

/** The secrets of a file that its services have as files. */
export class SecretFiles {
  private readonly declared = new Map<string, Declaration>();

  public constructor(private readonly variables: Variables) {}

  /** The secret as a file; undefined for one whose value the operator does not hold here. */
  public file(name: string, said: Raw | undefined): Said | undefined {
    const place = isScalar(said?.file) ? plainText(parseTemplate(String(said.file))) : undefined;
    if (place === undefined && !isScalar(said?.environment)) return undefined;
    const id = this.idOf(name);
    const file = place === undefined ? undefined : /^[./~]/.test(place) ? place : `./${place}`;
    this.declared.set(id, { construct: 'Secret', id, props: { description: `What the Compose file calls the secret ${name}.`, ...(file !== undefined && { file }) } });
    return { kind: 'method', on: { kind: 'declared', id }, method: 'asFile', arguments: [] };
  }

  public get declarations(): readonly Declaration[] {
    return [...this.declared.values()];
  }

  private idOf(name: string): string {
    const plain = name.toUpperCase().replace(/[^A-Z0-9]+/g, '_').replace(/^_+|_+$/g, '');
    const id = /^[A-Z]/.test(plain) ? plain : `SECRET_${plain}`;
    const isTaken = [id, `${id}_FILE`].some((variable) => this.variables.isUsed(variable)) || setterOf(id) !== undefined;
    return isTaken ? `${id}_SECRET` : id;
  }
}
