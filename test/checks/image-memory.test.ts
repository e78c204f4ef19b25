import { Size } from 'cdk8s-compose';
import { broken, known, right, SOURCE } from './image-cases';
import { describeRule } from './rule-cases';

const needs = (mebibytes: number, limit: number) =>
  known({ memory: { size: Size.mebibytes(mebibytes), source: SOURCE } }, { resources: { memory: { request: Size.mebibytes(64), limit: Size.mebibytes(limit) } } });

describeRule('model/image-memory', 'a container may use the memory that its program needs', {
  broken: [broken('1 MiB less', needs(512, 511), 'may use 511 MiB', 'needs 512 MiB (Dockerfile:7)')],
  right: [right('as much', needs(512, 512)), right('a program of which it is not known', known({}))],
});
