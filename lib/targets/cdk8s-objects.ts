import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UnwritableObject } from './output';

/** An object that the user made with cdk8s or cdk8s-plus, as it is written. */
export interface Cdk8sObject {
  readonly construct: string;
  readonly value: { readonly apiVersion: string; readonly kind: string; metadata: { readonly name?: string; readonly namespace?: string } };
}

/** Whether a construct is the stand-in for an object that is lowered from the model: cdk8s makes `instanceof` true for every ApiObject. */
export function isStandIn(construct: IConstruct): boolean {
  return 'recordedPatches' in construct;
}

/** The cdk8s and cdk8s-plus objects of a chart, in the order in which cdk8s writes them; stand-ins for lowered objects are left out. */
export function cdk8sObjectsOf(chart: Chart): Cdk8sObject[] {
  const own = (construct: IConstruct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart;
  if (!chart.node.findAll().some((construct) => own(construct) && !isStandIn(construct))) return [];
  // cdk8s resolves dependencies and values of the whole app when it is asked for a chart, so it is asked only once.
  const objects = new DependencyGraph(chart.node).topology().filter(own);
  const values = valuesOf(chart, objects);
  return objects.flatMap(({ node }, at) => (values[at] === undefined ? [] : [{ construct: node.path, value: values[at] }]));
}

/** @throws UnwritableObject for the first object that cdk8s cannot make plain data of */
function valuesOf(chart: Chart, objects: readonly ApiObject[]): readonly (Cdk8sObject['value'] | undefined)[] {
  try {
    return Chart.prototype.toJson.call(chart) as (Cdk8sObject['value'] | undefined)[];
  } catch (error) {
    // Which one it is cdk8s does not say.
    for (const object of objects) {
      try {
        object.toJson();
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
        throw new UnwritableObject({ name: `${object.kind} ${object.name}`, construct: object.node.path, origin: 'raw', value: undefined }, reason);
      }
    }
    throw error;
  }
}
