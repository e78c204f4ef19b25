import { problemCode } from '../problem';

/** Files that cannot be judged, because of what they are and not of what they say. */
export const INPUT_CODES = {
  'input/unreadable': problemCode(
    'A file that cannot be read',
    'files and folders that exist and that this user may read',
    'Write the outputs first, or name what is there.',
  ),
  'input/encoding': problemCode(
    'A file that is no text',
    'text in UTF-8',
    'Save it as UTF-8.',
  ),
  'input/too-large': problemCode(
    'A file that is too large to be taken for what it should be',
    'at most 8 MiB in a file, and 200 000 values in a document with all its aliases resolved',
    'Take the data out of the manifest or project; an API server takes no object above 1.5 MiB.',
  ),
  'input/too-deep': problemCode(
    'Values inside of values without an end',
    'at most 100 values inside of each other',
    'Take the nesting out: nothing that is read here needs so much of it.',
  ),
  'input/syntax': problemCode(
    'A text that is no YAML',
    'YAML, or the JSON that is part of it',
    'Correct it at that line.',
  ),
  'input/template': problemCode(
    'A template in the place of what is made of it',
    'what the template makes: a template says nothing before its values are known',
    'Render it first, such as with `helm template`, and give what that writes.',
  ),
  'input/duplicate-key': problemCode(
    'A key that stands twice in one mapping',
    'each key once: of two, one is lost without a word, or the whole file is refused',
    'Remove one of the two.',
  ),
  'input/alias': problemCode(
    'An alias that leads nowhere, or into itself',
    'anchors before their aliases, and outside of what the alias stands in',
    'Write out what it stands for.',
  ),
  'input/tag': problemCode(
    'A tag that the readers of this file do not know',
    'the tags of YAML itself (`!!str`, `!!int`), and in a Compose file also `!reset` and `!override`',
    'Write the value that the tag stands for.',
  ),
  'input/shape': problemCode(
    'A file that is no manifest and no Compose project, whatever it is',
    'one mapping in a Compose file, and mappings with `apiVersion` and `kind` in a manifest',
    'Name the right file, or take out what is no object.',
  ),
  'input/nothing': problemCode(
    'Nothing that could be judged',
    'a folder that a synthesis has written, files that are named with --compose and --kubernetes, or definitions behind --crd',
    'Run the synthesis first, or name the folder or the files that have it.',
  ),
} as const;
