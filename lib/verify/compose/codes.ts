import { problemCode } from '../problem';

/** What Compose, the engine or a container would not take of a project, by the kind of mistake. */
export const PROJECT_CODES = {
  'project/unknown-field': problemCode(
    'A field that the Compose Specification does not have',
    'a field of the specification, or one that begins with x-',
    'Correct its name, or move it to the element that it belongs to.',
  ),
  'project/wrong-type': problemCode(
    'A value of a type that a field cannot have',
    'the type that the specification says',
    'Write it as that type; what looks like a number or a boolean and is a text needs quotes.',
  ),
  'project/invalid-value': problemCode(
    'A value that a field cannot have',
    'a value that Compose and the engine can read',
    'Correct the value.',
  ),
  'project/missing-field': problemCode(
    'A field without which an element is incomplete',
    'what the element needs to be made',
    'Add the field.',
  ),
  'project/missing-reference': problemCode(
    'A name that nothing has',
    'a service of this project, or a network, volume, config, secret or model that its file declares',
    'Declare it, or correct the name.',
  ),
  'project/missing-file': problemCode(
    'A file that is not there',
    'the files that a project is made of, mounts or takes variables from',
    'Create it, correct the path, or say `required: false` of a file of variables.',
  ),
  'project/port': problemCode(
    'A port that cannot be published',
    'ports from 1 to 65535, each published once on an address, from a network that reaches the host',
    'Give it another port of the host, or publish it from one service alone.',
  ),
  'project/mount': problemCode(
    'A mount that hides or contradicts another one',
    'absolute directories of the container, each mounted once',
    'Give it another target.',
  ),
  'project/name': problemCode(
    'A name that Compose or the engine refuses',
    'lower-case letters, digits, `-` and `_` in the name of a project; letters, digits, `.`, `-` and `_` elsewhere',
    'Choose another name.',
  ),
  'project/interpolation': problemCode(
    'A text with a `$` that Compose cannot read',
    '`$NAME`, `${NAME}` with one of the operators, or `$$` for a dollar',
    'Write `$$` for a dollar that is no reference.',
  ),
  'project/variable': problemCode(
    'A variable that has no value and has to have one',
    'a value in the environment, or in the file of variables',
    'Set it.',
  ),
  'project/network': problemCode(
    'Settings of networks that exclude each other',
    'either networks, or the network of something else',
    'Remove one of the two.',
  ),
  'project/order': problemCode(
    'A start order that cannot come about',
    'services that wait for what happens, and not for each other',
    'Remove one of the dependencies, or make what is waited for possible: a healthcheck, an end, a common profile.',
  ),
  'project/circle': problemCode(
    'Files or services that are made of themselves',
    'services that extend others, and files that include others, but never themselves',
    'Move what they share to a service or file that all of them can refer to.',
  ),
  'project/duplicate': problemCode(
    'Something that is said twice',
    'each name once',
    'Remove one of the two.',
  ),
  'project/conflict': problemCode(
    'Fields that contradict each other',
    'one of the fields, or both with the same meaning',
    'Remove one of them.',
  ),
  'project/merge': problemCode(
    'Values of several files that cannot be merged',
    'mappings over mappings, and lists over lists',
    'Write it in the form of the first file, or say `!override` before it.',
  ),
  'project/example': problemCode(
    'An example of variables that is not that of the project',
    'a .env.example that names each variable that Compose reads, with its default, and no others',
    'Synthesize again, or write both the same: who copies the example has to set what counts.',
  ),
  'project/ambiguous-form': problemCode(
    'A value that readers take for different things',
    'the form that leaves no doubt: texts in quotes, commands as lists',
    'Write it in that form.',
  ),
} as const;

export type ProjectCode = keyof typeof PROJECT_CODES;
