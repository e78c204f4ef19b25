export { synthesize, type Synthesized } from './synthesize';
