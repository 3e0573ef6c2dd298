import { builtPages } from '../helpers/dashboard/built-pages.ts'

/** The pages as tests/global-setup.ts has built them. */
export function builtClient(): { readonly dir: string } {
  return { dir: builtPages() }
}
