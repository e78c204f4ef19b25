/** Strings that some YAML reader takes for something else, or changes, when they are written carelessly. */
export const HOSTILE_STRINGS: readonly string[] = [
  // Booleans and nulls of YAML 1.1 and 1.2.
  'y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF', 'true', 'True', 'TRUE', 'false',
  'False', 'FALSE', 'null', 'Null', 'NULL', '~', '',
  // Integers: decimal, octal twice, hexadecimal, binary, with underscores, in base 60, out of range.
  '0', '1', '-1', '+1', '007', '0440', '0o17', '0o440', '-0o17', '08', '0999', '0x10', '0xFF', '-0x1f', '0b11', '1_000', '_1_000', '1__0',
  '22:22', '53:53', '12:30:45', '1:2', '-1:30', '190:20:30.15', '8080:80', '18446744073709551616', '9223372036854775808',
  // Floats, and the words among them.
  '1.0', '1.', '.5', '-.5', '+.5', '1e3', '1E3', '1e+3', '1.5e-3', 'e3', 'E10', 'e-5', 'e+5', 'e1_0', 'e123456789', '.e3', '1e1000', '685_230.15',
  '.inf', '.Inf', '-.INF', '+.inf', '.nan', '.NaN', 'NaN', 'nan', 'inf', 'Infinity', '-Infinity', '.', '..', '...', '._', '.1.2', '1.2.3', '127.0.0.1',
  // Dates and times.
  '2024-01-01', '2024-1-1', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '2024-01-01T00:00:00Z',
  // Values with a meaning of their own, and indicators.
  '=', '<<', '-', '--', '---', '--- a', '- a', '-a', '?', '? a', '?a', ':', ': a', ':a', 'a:', 'a: b', 'a :b', 'a:b', 'a::b', '::', '!', '!a', '!!int 1',
  '&', '&a', '*', '*a', '#', '# a', 'a #b', 'a#b', '|', '|-', '>', '>-', '%', '%YAML 1.2', '%d', '@', '@a', '`', '`a`', ',', 'a,b', 'a, b', '[', ']',
  '[a', '[a]', 'a]', '{', '}', '{a', '{}', '{a: b}', '{{', '{{ .Values.x }}', '"', '"a"', 'a"b', "'", "'a'", "it's", "''", '\\', '\\n', 'a\\', '\\"',
  'C:\\temp\\new', '!!binary aGk=', '__proto__', 'constructor', 'toString', 'hasOwnProperty',
  // What Compose and Kubernetes would expand.
  '$', '$$', '$X', '${X}', '${X:-a}', '${X:?say: it}', '$(X)', '$$(X)', '$1', '$2y$10$abc', '#!/bin/sh', '~/.ssh', '*.example.com', '--flag', '-c',
  // Blanks.
  ' ', '  ', ' a', 'a ', ' a ', 'a  b', '\t', '\ta', 'a\t', 'a\tb', ' \t ', '\u00a0', '\u00a0a', '\u3000a', '\u2003',
  // Several lines: chomping, indentation, blank lines, blanks at line ends, other line breaks.
  '\n', '\n\n', 'a\n', 'a\n\n', 'a\n\n\n', '\na', '\n\na\n', 'a\nb', 'a\nb\n', 'a\n\nb', 'a\n\n\nb\n\n', ' a\nb', '  a\n b\nc\n', '\n  a\nb', '\n\n a', 'a\n b\n  c',
  'a\n  ', 'a\n  \n', '  \na', ' \n', 'a \nb', 'a\t\nb', 'a\n\tb', '\ta\nb', '\n\ta', 'a\n\n\tb\n', 'a\n\t\nb', 'a\r\nb', 'a\rb', '\r', '\r\n', 'a\n\r', '---\na',
  'a\n---\nb', 'a\n...\nb', '...\n', '# a\nb', '#!/bin/sh\nset -e\nexec "$@"\n', '- a\n- b', 'a: b\nc: d\n', 'a: |\n  b\n', '%YAML\na', '? a\n: b', '{\n  "a": 1\n}\n',
  'server {\n  listen 80;\n\n  location / { proxy_pass http://$host; }\n}\n', 'all:\n\tgcc -o a a.c\n', 'key: "a\\nb"\n\'c\'\n', 'a\n#', '\n#\n', 'a\u0085b', 'a\u2028b\n',
  // Characters that YAML does not allow raw, or that readers change or hide.
  '\0', 'a\0b', '\x01', '\x07', '\b', '\v', '\f', '\x1b[31mred', '\x1f', '\x7f', '\x80', '\x85', '\x9f', '\u00ad', '\u200b', '\u200e', '\u2028', '\u2029', '\u202e',
  '\u2066', '\ufeff', '\ufeffa', 'a\ufeff', '\ufeffa\nb\n', '\ufffd', '\ufffe', '\uffff', 'a\n\x07', 'a\n\ufffe',
  // Letters and signs beyond ASCII.
  'é', 'e\u0301', 'Ünïcode', '日本語', 'العربية', '😀', '👩‍👩‍👧', '\u{10ffff}', '\u{1fffe}', '日\n本\n', '😀\n 😀', 'Z\u0351\u036b', '١٢٣', '１２', 'ｙｅｓ', 'ﬁ',
  // Long ones: no folding, and keys past the limit of an implicit key.
  'a '.repeat(200), 'x'.repeat(300), 'word '.repeat(100).trim(), '"'.repeat(1100), 'k'.repeat(1025), `${'line '.repeat(60).trim()}\n`.repeat(3),
  // Plain by our rule: what must not be quoted for nothing has to survive too.
  'a', 'A', '_a', '__a__', 'nginx', 'postgres:16-alpine', 'ghcr.io/a/b@sha256:0a1b', 'http://backend:8000/x', '/', '/etc/nginx/nginx.conf', './files/x', '../x', 'apps/v1',
  'KEY=value', 'a=', 'a+b', 'user@host', '30s', '1m30s', '1.5s', '500m', '2Gi', '64Mi', '128mb', '1h', '1d', '1e', '12e', '0s', '08s', 'no-new-privileges', 'yes-man', 'e', 'E', 'ea1',
];
