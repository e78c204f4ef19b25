/** What the name of the directory of a run begins with. */
export const NAME = 'cdk8s-compose-tests-';
