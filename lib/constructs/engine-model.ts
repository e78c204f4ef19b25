import type { ModelUse } from '../model/word-values';
import type { IValue } from '../model/value';
import type { ChosenValues } from './chosen-values';
import { pairs } from './said';

/**
 * A language model that the engine of Compose serves to a container, which takes Compose 2.38 and Docker Model Runner. Nothing
 * serves it on Kubernetes (`kubernetes/models`).
 */
export interface EngineModel {
  /** What the engine pulls, such as `ai/smollm2`; the operator may choose parts of it. */
  readonly model: string | IValue;

  /**
   * Tokens that it sees at once.
   * @default - what the engine chooses
   */
  readonly contextSize?: number;

  /**
   * Further arguments of the program that serves it.
   * @default - none
   */
  readonly runtimeFlags?: readonly string[];

  /**
   * Variable in which the container finds the address.
   * @default - the name in capitals, with `_URL` behind it
   */
  readonly endpointVariable?: string;

  /**
   * Variable in which the container finds the name of the model.
   * @default - the name in capitals, with `_MODEL` behind it
   */
  readonly modelVariable?: string;
}

/** What is said of models, in the words of the model of a stack. */
export function describeModels(models: { readonly [name: string]: EngineModel } | undefined, chosen: ChosenValues): ModelUse[] | undefined {
  return pairs(models)?.map(([name, { model, contextSize, runtimeFlags = [], endpointVariable, modelVariable }]) => {
    const prefix = name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    return {
      name,
      model: chosen.text(`models.${name}.model`, model),
      ...(contextSize !== undefined && { contextSize }),
      ...(runtimeFlags.length > 0 && { runtimeFlags: [...runtimeFlags] }),
      endpointVariable: endpointVariable ?? `${prefix}_URL`,
      modelVariable: modelVariable ?? `${prefix}_MODEL`,
    };
  });
}
