import { ClawError } from '../../kernel/claw-error.ts'

const MAX_LENGTH = 200

/** Throws USAGE for what no provider calls a model, and what could act on a terminal wherever the name is shown. */
export function requireModelName(name: string): string {
  if (name !== '' && name.length <= MAX_LENGTH && !/[\p{C}\p{Zl}\p{Zp}]/u.test(name)) return name
  throw new ClawError('USAGE', 'The name of a model is one line of at most 200 characters that can be seen.', { fix: 'claw models list' })
}
