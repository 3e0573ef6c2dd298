import { describeKind } from '../../src/config/setting-kinds.ts'
import type { WorkspaceRule } from '../../src/config/setting-row.ts'
import { SETTING_GROUPS, SETTINGS, type SettingSpec } from '../../src/config/settings.ts'
import { table } from './cli-page.ts'

const INTRO = `# Settings

<!-- made by tests/check/generate-docs.ts from src/config/settings.ts: change that -->

A flag wins over the environment, that over \`.env\` of the workspace, that over \`config.json\` in \`$XDG_CONFIG_HOME/closed-claw\`, that over the
default. \`config.json\` is an object of the same names. Keys are kept by
\`claw secret set\` in \`secrets.json\` beside it ([SECRETS.md](SECRETS.md)), never in \`config.json\`; they come before it. An empty
value counts as unset; an unknown \`CLOSED_CLAW_*\` name is an error. \`claw doctor --settings\` shows each value and where it came from.

The column *workspace* says whether the \`.env\` of a workspace may set it: a cloned repository is not trusted with the rest. What is ignored is said.

Also honoured: \`NO_COLOR\`, \`TERM=dumb\`, \`CI\`, \`ACCESSIBLE=1\`, \`XDG_CONFIG_HOME\`, \`XDG_STATE_HOME\`, \`XDG_CACHE_HOME\`.`

const RULES: Readonly<Record<WorkspaceRule, string>> = {
  yes: 'yes',
  no: 'no',
  inside: 'inside of the workspace',
  'with-key': 'with a key from the same file',
}

/** docs/SETTINGS.md. */
export function settingsPage(): string {
  const sections = SETTING_GROUPS.map((group) => {
    const rows = SETTINGS.filter((setting) => setting.group === group).map(row)
    return `## ${group}\n\n${table(['Name', 'Default', 'Value', 'Workspace', ''], rows)}`
  })
  return [INTRO, ...sections].join('\n\n').concat('\n')
}

/** .env.example. */
export function envExample(): string {
  const groups = SETTING_GROUPS.map((group) => {
    const settings = SETTINGS.filter((setting) => setting.group === group && setting.name !== 'CLOSED_CLAW_CRASHPOINT')
    return [`# --- ${group} ---`, ...settings.map(example)].join('\n')
  })
  const head =
    '# Copy to .env and take away the # of what you set. Settings marked (not here) count only in the environment or in config.json.\n# Made from src/config/settings.ts.'
  return [head, ...groups].join('\n\n').concat('\n')
}

function row(setting: SettingSpec): string[] {
  const idle = setting.withoutEffect === undefined ? '' : ` Without effect: ${setting.withoutEffect}.`
  const fallback = setting.default === '' ? '' : `\`${setting.default}\``
  return [`\`${setting.name}\``, fallback, describeKind(setting.type), RULES[setting.workspaceEnv], setting.description + idle]
}

function example(setting: SettingSpec): string {
  const idle = setting.withoutEffect === undefined ? '' : ` Without effect: ${setting.withoutEffect}.`
  const where = setting.workspaceEnv === 'no' ? '(not here) ' : ''
  return `# ${where}${setting.description}${idle}\n#${setting.name}=${setting.default}`
}
