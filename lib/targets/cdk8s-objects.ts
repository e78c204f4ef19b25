import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** An object that the user made with cdk8s or cdk8s-plus, as it is written. */
export interface Cdk8sObject {
  readonly construct: string;
  readonly value: { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name?: string; readonly namespace?: string } };
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
  const values = Chart.prototype.toJson.call(chart) as (Cdk8sObject['value'] | undefined)[];
  const objects = new DependencyGraph(chart.node).topology().filter(own);
  return objects.flatMap(({ node }, at) => (values[at] === undefined ? [] : [{ construct: node.path, value: values[at] }]));
}
