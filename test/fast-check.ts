import { configureGlobal } from 'fast-check';

// Each run tries other things, but for the one that decides about a commit: that is the same wherever it is made.
const { PROPERTY_SEED } = process.env;
if (PROPERTY_SEED !== undefined) configureGlobal({ seed: Number(PROPERTY_SEED) });

export * from 'fast-check';
