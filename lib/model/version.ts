/**
 * Version of the model's shape, the first thing that `dist/model/<stack>.json` says. It goes up when a reader has to
 * change: something has another name, place or meaning, or is gone. A field that is new leaves it as it is, so a reader
 * passes over what it does not know. CHANGELOG.md says what each version changed.
 */
export const MODEL_VERSION = 1;
