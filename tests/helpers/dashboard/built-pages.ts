import { resolve } from 'node:path'

/** The pages of the dashboard as they are shipped: tests/global-setup.ts has built them from the present sources, once for all tests. */
export function builtPages(): string {
  return resolve(import.meta.dirname, '../../../dist/web')
}
