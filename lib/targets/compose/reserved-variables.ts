/** Who sets variables before an operator does, and which: names, and beginnings of names. */
const SETTERS = [
  { who: 'Compose reads itself', names: [], beginnings: ['COMPOSE_'] },
  { who: 'Docker reads itself', names: ['NO_COLOR', 'SOURCE_DATE_EPOCH'], beginnings: ['DOCKER_', 'BUILDKIT_', 'BUILDX_'] },
  {
    who: 'the shell sets',
    names: [
      'BASH', 'BASHOPTS', 'CDPATH', 'COLUMNS', 'DIRSTACK', 'ENV', 'EUID', 'FPATH', 'GROUPS', 'HISTFILE', 'HISTSIZE', 'HOST', 'HOSTNAME', 'HOSTTYPE', 'IFS', 'LINENO', 'LINES', 'MACHTYPE',
      'OLDPWD', 'OPTARG', 'OPTIND', 'OSTYPE', 'PATH', 'POSIXLY_CORRECT', 'PPID', 'PS1', 'PS2', 'PS4', 'PWD', 'RANDOM', 'SECONDS', 'SHELL', 'SHELLOPTS', 'SHLVL', 'TMOUT', 'UID', 'VENDOR', '_',
    ],
    beginnings: ['BASH_', 'ZSH_'],
  },
  {
    who: 'a login sets',
    names: [
      'EDITOR', 'GROUP', 'HOME', 'LOGNAME', 'MAIL', 'PAGER', 'SSH_AGENT_PID', 'SSH_ASKPASS', 'SSH_AUTH_SOCK', 'SSH_CLIENT', 'SSH_CONNECTION', 'SSH_TTY', 'SUDO_COMMAND', 'SUDO_GID', 'SUDO_UID',
      'SUDO_USER', 'USER', 'VISUAL',
    ],
    beginnings: ['XDG_'],
  },
  { who: 'the locale sets', names: ['LANG', 'LANGUAGE', 'LOCPATH', 'NLSPATH', 'TZ', 'TZDIR'], beginnings: ['LC_'] },
  {
    who: 'the system sets',
    names: [
      'CI', 'COLORTERM', 'DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'INVOCATION_ID', 'JOURNAL_STREAM', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'LISTEN_FDS', 'LISTEN_PID', 'MANPATH', 'NOTIFY_SOCKET', 'TEMP', 'TERM',
      'TERM_PROGRAM', 'TMP', 'TMPDIR', 'WAYLAND_DISPLAY',
    ],
    beginnings: [],
  },
  {
    who: 'Windows sets',
    names: [
      'ALLUSERSPROFILE', 'APPDATA', 'COMPUTERNAME', 'COMSPEC', 'HOMEDRIVE', 'HOMEPATH', 'LOCALAPPDATA', 'LOGONSERVER', 'NAME', 'NUMBER_OF_PROCESSORS', 'OS', 'PATHEXT', 'PROGRAMDATA', 'PROGRAMFILES', 'PUBLIC',
      'SYSTEMDRIVE', 'SYSTEMROOT', 'USERDOMAIN', 'USERNAME', 'USERPROFILE', 'WINDIR', 'WSLENV',
    ],
    beginnings: ['PROCESSOR_', 'WSL_'],
  },
  { who: 'Kubernetes sets in every container', names: [], beginnings: ['KUBERNETES_PORT', 'KUBERNETES_SERVICE_'] },
] as const;

const NAMES: ReadonlyMap<string, string> = new Map(SETTERS.flatMap(({ who, names }) => names.map((name) => [name, who] as const)));
const BEGINNINGS: readonly (readonly [string, string])[] = SETTERS.flatMap(({ who, beginnings }) => beginnings.map((beginning) => [beginning, who] as const));

/**
 * Who has set a variable of this name already where `docker compose` runs; undefined if nobody has. Compose takes what it
 * finds in its own environment before what stands in `.env`, and that before any default.
 */
export function setterOf(name: string): string | undefined {
  // Windows does not tell cases apart.
  const upper = name.toUpperCase();
  return NAMES.get(upper) ?? BEGINNINGS.find(([beginning]) => upper.startsWith(beginning))?.[1];
}
