import type { Environment } from './user-dirs.ts'

/** One variable of the environment, by its name; undefined when it is unset or empty. */
export function environmentValue(name: string, env: Environment = process.env): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}
