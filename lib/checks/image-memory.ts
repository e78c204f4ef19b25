import { per, type ImageRule } from './image-container';

const MIB = 1024 ** 2;

/** A container may use the memory that its program cannot do without. */
export const checkMemory: ImageRule = ({ facts: { memory }, resources, path }, findings) => {
  const { limit } = resources.memory;
  if (!memory || limit === undefined || limit >= memory.size) return;
  findings.report('model/image-memory', path, { value: mebibytes(limit), needs: `${mebibytes(memory.size)} ${per(memory)}` });
};

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
