import type { CommandClass } from './command-class.ts'

export interface SubcommandRule {
  /** Tried on the arguments, joined by spaces. */
  readonly when: RegExp
  readonly class: CommandClass
  readonly reason: string
}

const PACKAGES = 'it fetches packages from the network'
const PUBLISHES = 'it publishes, which cannot be taken back'
const GLOBAL = 'it changes what is installed for the whole machine'

const NODE_PACKAGES: readonly SubcommandRule[] = [
  {
    when: /^(?:publish|unpublish|deprecate|owner|login|logout|adduser|token|dist-tag|access|profile|team|hook|star)\b/,
    class: 'destructive',
    reason: PUBLISHES,
  },
  {
    when: /(?:^|\s)(?:-g|--global|--location=global)(?:\s|$)|^(?:global|link|config (?:set|delete|edit)|set|setup|env)\b/,
    class: 'privileged',
    reason: GLOBAL,
  },
  {
    when: /^(?:i|in|ins|install|ci|clean-install|add|update|up|upgrade|audit|outdated|view|info|search|dlx|create|init \S|fund|ping|import|rebuild|install-.*|dedupe|patch|fetch|whoami|self-update)\b/,
    class: 'network',
    reason: PACKAGES,
  },
  {
    when: /^(?:ls|list|ll|la|explain|why|prefix|root|bin|help|version$|-v$|--version$|run$|pkg get|config (?:get|list|ls))\b|^-v$|^--version$/,
    class: 'read',
    reason: 'it lists packages',
  },
]

const PYTHON_PACKAGES: readonly SubcommandRule[] = [
  { when: /^(?:upload|publish)\b/, class: 'destructive', reason: PUBLISHES },
  {
    when: /^(?:install|download|wheel|index|search|uninstall|add|sync|lock|update|self|tool|x|remove|pip install)\b/,
    class: 'network',
    reason: PACKAGES,
  },
  { when: /^(?:list|freeze|show|check|--version|-V|config list|cache dir)\b/, class: 'read', reason: 'it lists packages' },
]

/** What depends on the first arguments of a program. The first rule that fits decides; without one the class of the program stands. */
export const SUBCOMMAND_RULES: Readonly<Record<string, readonly SubcommandRule[]>> = {
  npm: NODE_PACKAGES,
  pnpm: NODE_PACKAGES,
  yarn: [...NODE_PACKAGES, { when: /^$/, class: 'network', reason: PACKAGES }],
  bun: NODE_PACKAGES,
  npx: [{ when: /./, class: 'run', reason: 'it runs a program of the project' }],
  uvx: [{ when: /./, class: 'network', reason: PACKAGES }],
  pipx: [{ when: /./, class: 'network', reason: PACKAGES }],
  pnpx: [{ when: /./, class: 'network', reason: PACKAGES }],
  pip: PYTHON_PACKAGES,
  pip3: PYTHON_PACKAGES,
  uv: PYTHON_PACKAGES,
  poetry: PYTHON_PACKAGES,
  pdm: PYTHON_PACKAGES,
  pipenv: PYTHON_PACKAGES,
  conda: [{ when: /^(?:install|create|update|remove|env)\b/, class: 'network', reason: PACKAGES }],
  gem: [
    { when: /^(?:push|yank|owner|signin)\b/, class: 'destructive', reason: PUBLISHES },
    { when: /^(?:install|update|uninstall|fetch)\b/, class: 'network', reason: PACKAGES },
  ],
  bundle: [{ when: /^(?:install|update|add)\b|^$/, class: 'network', reason: PACKAGES }],
  composer: [{ when: /^(?:install|update|require|global)\b/, class: 'network', reason: PACKAGES }],
  cargo: [
    { when: /^(?:\+\S+ )?(?:publish|yank|owner|login|logout)\b/, class: 'destructive', reason: PUBLISHES },
    { when: /^(?:\+\S+ )?(?:install|add|update|fetch|search|uninstall|vendor)\b/, class: 'network', reason: PACKAGES },
    { when: /^(?:\+\S+ )?(?:tree|metadata|--version|-V|help)\b/, class: 'read', reason: 'it describes the project' },
  ],
  rustup: [{ when: /./, class: 'network', reason: PACKAGES }],
  go: [
    { when: /^(?:get|install|mod (?:download|tidy)|work sync)\b/, class: 'network', reason: PACKAGES },
    { when: /^env -[wu]/, class: 'outside', reason: 'it changes settings outside of the workspace' },
    { when: /^(?:version|env|list|doc|help)\b/, class: 'read', reason: 'it describes the project' },
  ],
  mvn: [{ when: /\b(?:deploy|release:\S+)\b/, class: 'destructive', reason: PUBLISHES }],
  gradle: [{ when: /\bpublish\w*\b/, class: 'destructive', reason: PUBLISHES }],
  dotnet: [
    { when: /^(?:nuget push)\b/, class: 'destructive', reason: PUBLISHES },
    { when: /^(?:restore|add \S+ package|tool install)\b/, class: 'network', reason: PACKAGES },
  ],
  make: [{ when: /(?:^|\s)(?:install|uninstall|deploy|publish|release)(?:\s|$)/, class: 'outside', reason: 'it installs or publishes' }],
  gmake: [{ when: /(?:^|\s)(?:install|uninstall|deploy|publish|release)(?:\s|$)/, class: 'outside', reason: 'it installs or publishes' }],
  cmake: [{ when: /^--install\b|--target install\b/, class: 'outside', reason: 'it installs' }],
  python: [
    {
      when: /^-m (?:pip|ensurepip|twine|http\.client|smtplib|ftplib|telnetlib)\b(?! (?:list|freeze|show|check|--version))/,
      class: 'network',
      reason: PACKAGES,
    },
  ],
  sqlite3: [
    {
      when: /\b(?:drop\s+(?:table|view|index|trigger)|delete\s+from|truncate)\b/i,
      class: 'destructive',
      reason: 'it removes data from a database',
    },
  ],
  psql: [
    { when: /\b(?:drop\s|delete\s+from|truncate)\b/i, class: 'destructive', reason: 'it removes data from a database' },
    { when: /./, class: 'network', reason: 'it connects to a server' },
  ],
  mysql: [
    { when: /\b(?:drop\s|delete\s+from|truncate)\b/i, class: 'destructive', reason: 'it removes data from a database' },
    { when: /./, class: 'network', reason: 'it connects to a server' },
  ],
  'redis-cli': [
    { when: /\b(?:flush(?:all|db)|shutdown|config set|del)\b/i, class: 'destructive', reason: 'it removes data from a database' },
    { when: /./, class: 'network', reason: 'it connects to a server' },
  ],
  history: [{ when: /-[cdw]/, class: 'outside', reason: 'it changes the history of the shell' }],
  base64: [],
  rsync: [
    { when: /(?:^|\s)--(?:del|delete\S*|remove-source-files)\b/, class: 'destructive', reason: 'it deletes what the source does not have' },
    { when: /(?:^|\s)(?:[\w.-]+@)?[\w.-]+::?(?!\/\/)\S*|rsync:\/\//, class: 'network', reason: 'it copies to or from another machine' },
  ],
  tar: [
    { when: /^-?[a-zA-Z]*t[a-zA-Z]*(?:\s|$)|^--list\b/, class: 'read', reason: 'it lists an archive' },
    {
      when: /(?:^|\s)(?:-P|--absolute-names|--unlink-first|--recursive-unlink|--remove-files|--overwrite-dir)\b/,
      class: 'destructive',
      reason: 'it may replace or remove other files',
    },
  ],
  unzip: [{ when: /^-(?:l|v|t|Z\S*)(?:\s|$)/, class: 'read', reason: 'it lists an archive' }],
  '7z': [{ when: /^[lt]\b/, class: 'read', reason: 'it lists an archive' }],
  openssl: [{ when: /^(?:s_client|s_server|ocsp)\b/, class: 'network', reason: 'it connects to a server' }],
  journalctl: [{ when: /^(?!.*--(?:vacuum|rotate|flush))/, class: 'read', reason: 'it shows the journal' }],
  ip: [{ when: /^(?:-\S+ )*(?:a|addr|r|route|link|n|neigh)(?: (?:show|list))?$/, class: 'read', reason: 'it shows the network' }],
  prettier: [{ when: /(?:^|\s)(?:--check|-c|-l|--list-different)\b/, class: 'read', reason: 'it checks files' }],
  kill: [{ when: /^-(?:l|0\b|L)/, class: 'read', reason: 'it only looks' }],
}
