export { expectGoldenFolder, type GoldenMode } from './golden';
export { synthesize, type Synthesized } from './synthesize';
