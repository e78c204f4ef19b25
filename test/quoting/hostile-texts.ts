/** Texts that mean something else where they are pasted without the rules of the language around them. */
export const HOSTILE_TEXTS: readonly string[] = [
  // Words of a shell, and what makes two of one.
  "'", '"', "it's", 'say "x"', `both ' and "`, '$HOME', '${HOME}', '$(id)', '`id`', 'a;id', 'a && id', 'a | id', 'a > /tmp/x', '*', '~', '{a,b}', '[x]', '!x', 'a b', ' a ', 'a  b', '-x', '--help', '\\', 'a\\', '\\n', "\\'", '\\"', 'a=b',
  // Comments and expansions of INI files, of Python and Compose.
  '#x', 'a # b', 'a ; b', '%', '50%', '%(ENV_HOME)s', '%%', '$$', '$(HOME)',
  // Parts of a URL, of a connection string, of SQL.
  'a@b:c/d', '?a=b&c', '%41', '//', '`', 'a`b', "a''b", '--', '/* x */', "x'; DROP TABLE y; --",
  // What ends a line, here or elsewhere, and what is beyond ASCII.
  'a\nb', 'a\r\nb', '\n', '\t', 'a\u0085b', 'a\u2028b', '\x7f', 'é', '日本', '😀', '\u00a0', '',
];
