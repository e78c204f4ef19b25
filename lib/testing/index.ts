export { expectGoldenFolder, type GoldenMode, type GoldenOptions } from './golden';
export { synthesize, type Synthesized } from './synthesize';
