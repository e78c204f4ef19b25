import type { VerifyCode } from '../lib/verify/codes';
import type { Judgement } from '../lib/verify/problem';

/** Values for the example message of each problem in the reference; a new code does not compile without them. */
export const VERIFICATION_EXAMPLES: { readonly [C in VerifyCode]: Judgement } = {
  'input/unreadable': { value: 'compose/desk/compose.yaml', detail: 'the permission to read it is missing (EACCES)' },
  'input/encoding': { value: 'compose.yaml', detail: 'it is no UTF-8: the bytes ff fe at its beginning are the mark of UTF-16' },
  'input/too-large': { value: 'all.yaml', detail: 'it has 21.4 MiB, and 8 MiB are read' },
  'input/too-deep': { value: 'all.yaml', detail: 'more than 100 values stand inside of each other' },
  'input/syntax': { value: 'api.yaml', detail: 'a text in double quotes has no end' },
  'input/template': { value: 'templates/api.yaml', detail: '"{{" begins an expression of a template' },
  'input/duplicate-key': { value: 'compose.yaml', detail: '"image" stands twice in one mapping' },
  'input/alias': { value: 'compose.yaml', detail: '*logging stands for an anchor that is not there' },
  'input/tag': { value: 'api.yaml', detail: '!Ref is no tag of YAML' },
  'input/shape': { value: 'compose.yaml', detail: 'it has 2 documents' },
  'input/nothing': { value: 'dist', detail: 'there is nothing of a synthesis in it' },
};
