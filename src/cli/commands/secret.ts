import { checkSecretName } from '../../config/secrets/check-secret-name.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import { plural } from '../../view/format.ts'
import { secretAuditText, secretsTable } from '../../view/secrets-table.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { readSecretValue } from '../read-secret-value.ts'

const IN_HISTORY =
  'A secret is never given on the command line: this one is now in the history of your shell, and other users may have seen it.'

/** `claw secret set <NAME> | list | rm <NAME> | audit`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  refuseArguments(context)
  switch (context.input.args['action']) {
    case 'set':
      return set(context, requireName(context))
    case 'rm':
      return remove(context, requireName(context))
    case 'audit':
      return audit(context)
    default:
      return list(context)
  }
}

// Nothing of what was typed is said again: it may be the value.
function refuseArguments({ input: { args } }: CommandContext): void {
  const { action, name, value } = args
  const given = value !== undefined || name?.includes('=') === true
  if (action === 'set' && given)
    throw new ClawError('USAGE', IN_HISTORY, { fix: 'Change it where it was issued and clear the history, then: claw secret set <NAME>' })
  const tooMuch = action === 'rm' ? given : name !== undefined
  if (action !== 'set' && tooMuch)
    throw new ClawError('USAGE', `'claw secret ${action}' takes ${action === 'rm' ? 'one name' : 'no name'}.`, {
      fix: 'claw secret --help',
    })
}

function requireName({ input: { args } }: CommandContext): string {
  const name = args['name']
  if (name !== undefined) return name
  throw new ClawError('USAGE', `'claw secret ${args['action']}' needs the name of the secret.`, {
    fix: `claw secret ${args['action']} GITHUB_TOKEN`,
  })
}

async function set(context: CommandContext, name: string): Promise<CommandOutcome> {
  const hosts = listOption(context, 'host')
  const agents = listOption(context, 'agent')
  checkSecretName(name)
  const value = await readSecretValue(context)
  if (value === undefined) return { text: 'Nothing was kept.', result: null, exit: EXIT_CODES.interrupted }
  const app = await context.app()
  const { row, path, replaced } = await app.setSecret({ name, value, ...(hosts && { hosts }), ...(agents && { agents }) })
  const where =
    row.for === 'engine'
      ? 'It goes to its model provider only.'
      : `It goes to ${row.hosts.join(', ')} only. Agents write \${secret:${name}} for it.`
  return {
    text: `${name} is ${replaced ? 'replaced' : 'kept'} in ${path}. ${where}`,
    result: { ...(publicJson(row) as object), path, replaced },
  }
}

function listOption({ input: { options } }: CommandContext, name: string): string[] | undefined {
  const text = options[name]
  if (typeof text !== 'string') return undefined
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

async function list(context: CommandContext): Promise<CommandOutcome> {
  const rows = await (await context.app()).listSecrets()
  return { text: secretsTable(rows, context.list), result: publicJson(rows) }
}

async function remove(context: CommandContext, name: string): Promise<CommandOutcome> {
  const row = await (await context.app()).removeSecret(name)
  return {
    text: `${row.name} is removed. It still counts where it was issued: revoke it there when it is not needed any more.`,
    result: publicJson(row),
  }
}

async function audit(context: CommandContext): Promise<CommandOutcome> {
  const found = await (await context.app()).auditSecrets()
  const outcome = { text: secretAuditText(found, context.list), result: publicJson(found) }
  const [first] = found.exposed
  if (first === undefined) return outcome
  const message = `${plural(found.exposed.length, 'place')} with a secret in plain text, first: ${first.name} in ${first.path}.`
  const fix = `Remove the file, change the secret where it was issued, then: claw secret set ${first.name}`
  return { ...outcome, exit: EXIT_CODES.integrity, error: { code: 'SECRET_EXPOSED', message, fix, where: first.path } }
}
