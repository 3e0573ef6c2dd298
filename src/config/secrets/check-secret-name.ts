import { ClawError } from '../../kernel/claw-error.ts'
import { SETTINGS } from '../settings.ts'
import { SECRET_NAME } from './secret.ts'

/** Throws USAGE; the name is not told before it has the form of one, since it may be the value. */
export function checkSecretName(name: string): void {
  if (!SECRET_NAME.test(name))
    throw new ClawError('USAGE', 'The name of a secret is made of A-Z, 0-9 and _, and begins with a letter.', {
      fix: 'claw secret set GITHUB_TOKEN --host api.github.com',
    })
  const setting = SETTINGS.find((one) => one.name === name)
  if (setting === undefined ? name.startsWith('CLOSED_CLAW_') : setting.type.kind !== 'secret')
    throw new ClawError('USAGE', `${name} is a setting, not a secret.`, { fix: 'docs/SETTINGS.md tells where settings are set.' })
}
