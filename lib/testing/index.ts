export { expectAgreement, expectValid } from './expect-outputs';
export { expectGoldenFolder, type GoldenMode, type GoldenOptions } from './golden';
export { synthesize, type Synthesized } from './synthesize';
export { synthesizeApp, type SynthesizedApp } from './synthesize-app';
