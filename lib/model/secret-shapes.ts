/*
 * What looks like a secret: by its form, or by what stands before it. A false alarm can be acknowledged, a published
 * password cannot be taken back; still, what nobody would take for one has to pass.
 */

const NAME =
  /(?:PASSWORDS?|PASSWD|PASSPHRASE|PASSCODE|REQUIREPASS|MASTERAUTH|(?:^|_)(?:PASS|PWD|SECRETS?|TOKEN|CREDENTIALS?|AUTH|API_?KEY|(?:SECRET|ACCESS|PRIVATE|SIGNING|ENCRYPTION|MASTER|SESSION|AUTH|JWT|LICENSE|ACCOUNT)_?KEY))$/i;
/** Of the shell, and of programs whose settings are called so. */
const HARMLESS_NAME = /^(?:OLD)?PWD$|^(?:BASIC_|OAUTH_|PROXY_|ENABLE_|USE_|NO_|REQUIRE_|CHECK_).*AUTH$|^AUTH$/i;

const FORMS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a URL with a password', pattern: /:\/\/[^/\s:@]*:[^/\s@]+@/ },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  {
    what: 'a provider key',
    pattern:
      /\b(?:sk-[A-Za-z0-9_-]{16,}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,}|glpat-[A-Za-z0-9_-]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{35}|hf_[A-Za-z0-9]{30,}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{40,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|dop_v1_[a-f0-9]{40,})/,
  },
  { what: 'a signed token', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/ },
  { what: 'a webhook', pattern: /https:\/\/hooks\.slack\.com\/services\/\S+|https:\/\/discord(?:app)?\.com\/api\/webhooks\/\S+/ },
];

/** The form of a text that gives it away; undefined if it has none. */
export function secretForm(text: string): string | undefined {
  return FORMS.find(({ pattern }) => pattern.test(text))?.what;
}

/** What every name of a secret has in it, and what stands before one in a header; most texts have none of it. */
const TELLING = /pass|pwd|secret|token|credential|auth|key|bearer/i;

/** Whether what is called so is a secret: `DB_PASSWORD`, `--api-key`, `spring.datasource.password`, `apiKey`. */
export function isSecretName(name: string): boolean {
  if (!TELLING.test(name)) return false;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/[-.]/g, '_').replace(/^_+/, '');
  return NAME.test(words) && !HARMLESS_NAME.test(words);
}

/** What stands where a secret would be, and is none: a reference, a file, a switch, a number. */
const NO_SECRET = /^(?:\s*|true|false|yes|no|on|off|null|none|nil|undefined|\d{1,5}|[-$%<[{(*/@].*|\.{1,2}\/.*|.*\/run\/secrets\/.*|file:.*|env:.*|process\..*|os\..*)$/i;

function couldBe(value: string): boolean {
  return !NO_SECRET.test(value);
}

/** Before the value in a header. */
const HEADER = /\b(?:authorization|x-api-key|api-key|x-auth-token)["']?\s*:\s*["']?(?:(?:bearer|basic|token)\s+)?([^\s"']{6,})|\bbearer\s+([A-Za-z0-9+/=._-]{8,})/gi;
const JSON_PAIR = /"([\w.-]+)"\s*:\s*"([^"]+)"/g;
/** `host=db password=hunter2`, `?token=abc`, `AccountKey=...`. */
const PAIR = /(?:^|[?&;,\s"'])-{0,2}([A-Za-z_][\w.-]*)=(?:"([^"]+)"|'([^']+)'|([^&;,\s"']+))/g;
/** A line of a file of settings. */
const SETTING = /^[ \t]*["']?([A-Za-z_][\w.-]*)["']?[ \t]*[:=][ \t]*["']?([^\s"'#;,]+)["']?[ \t]*[;,]?[ \t]*$/gm;

/** A secret that a text names as one; undefined if there is none. */
export function namedSecret(text: string): string | undefined {
  if (!TELLING.test(text)) return undefined;
  for (const [, first, second] of text.matchAll(HEADER)) if (couldBe(first ?? second)) return first ?? second;
  for (const [, name, value] of text.matchAll(JSON_PAIR)) if (isSecretName(name) && couldBe(value)) return value;
  for (const [, name, ...values] of text.matchAll(PAIR)) {
    const value = values.find((each) => each !== undefined)!;
    if (isSecretName(name) && couldBe(value)) return value;
  }
  return undefined;
}

/** The same of a file, in which each line can be a setting. */
export function secretSetting(content: string): string | undefined {
  if (!TELLING.test(content)) return undefined;
  for (const [, name, value] of content.matchAll(SETTING)) if (isSecretName(name) && couldBe(value) && !value.includes('(')) return value;
  return namedSecret(content);
}

/** An option of one letter with a password behind it, or joined to it, and the programs that take it. */
interface ShortOption {
  readonly program: RegExp;
  readonly option: string;
  readonly joined: boolean;
}

const SHORT: readonly ShortOption[] = [
  { program: /^(?:mysql|mariadb)/, option: '-p', joined: true },
  { program: /^sshpass$/, option: '-p', joined: true },
  { program: /^(?:mongo|mongosh|mongodump|mongorestore|docker|rabbitmqadmin|cypher-shell)$/, option: '-p', joined: false },
  { program: /^redis-(?:cli|benchmark)$/, option: '-a', joined: false },
  { program: /^ldap\w+$/, option: '-w', joined: false },
  { program: /^(?:influx|nats)$/, option: '-t', joined: false },
];
/** A word that nobody uses but as a password: letters and digits mixed, and no separators. */
const PASSWORD_LIKE = /^(?=.*[A-Za-z])(?=.*\d)[A-Za-z\d!#%&*+?@^~]{6,}$/;

/** A secret among the words of a command, or in a word that is a command for a shell; undefined if there is none. */
export function secretArgument(words: readonly string[]): string | undefined {
  const asksByHttp = words.length > 2 && words.some((word) => /(?:^|\/)(?:curl|http|xh)$/.test(word));
  // Of the programs before the word; each word is looked at once, since a script can have thousands.
  const known = new Set<ShortOption>();
  for (let at = 0; at < words.length; at++) {
    const found = secretOption(words[at], words[at + 1] ?? '', known, asksByHttp) ?? namedSecret(words[at]);
    if (found !== undefined) return found;
    const inner = /\s/.test(words[at]) ? shellWords(words[at]) : [];
    if (inner.length > 1) {
      const inShell = secretArgument(inner.filter((word) => !/\s/.test(word)));
      if (inShell !== undefined) return inShell;
    }
    if (words[at].startsWith('-')) continue;
    const program = words[at].slice(words[at].lastIndexOf('/') + 1);
    for (const option of SHORT) if (option.program.test(program)) known.add(option);
  }
  return undefined;
}

function secretOption(word: string, next: string, known: ReadonlySet<ShortOption>, asksByHttp: boolean): string | undefined {
  if (!word.startsWith('-')) return undefined;
  const [, long] = /^--?([A-Za-z][\w.-]+)$/.exec(word) ?? [];
  if (long !== undefined && !/^no-/.test(long) && isSecretName(long) && couldBe(next)) return next;
  if (asksByHttp && /^(?:-u|--user)$/.test(word) && /^[^:\s]+:[^$\s][^\s]*$/.test(next)) return next.slice(next.indexOf(':') + 1);
  for (const { option, joined } of known) {
    if (joined && word.startsWith(option) && word.length > option.length && couldBe(word.slice(option.length))) return word.slice(option.length);
    if (word === option && couldBe(next) && (!joined || PASSWORD_LIKE.test(next))) return next;
  }
  return word === '-p' && PASSWORD_LIKE.test(next) ? next : undefined;
}

/** The words of a shell command, roughly: what is quoted stays together. */
function shellWords(text: string): string[] {
  return (text.match(/(?:[^\s;|&"']|"[^"]*"|'[^']*')+/g) ?? []).map((word) => word.replaceAll(/^["']|["']$/g, ''));
}
