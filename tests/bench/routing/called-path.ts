import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** npm runs a script in the package's folder and says where it was called: a relative path may be meant from either. */
export function calledPath(given: string): string {
  const called = resolve(process.env['INIT_CWD'] ?? '.', given)
  return existsSync(called) ? called : resolve(given)
}
