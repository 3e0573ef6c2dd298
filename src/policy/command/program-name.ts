const SYSTEM_FOLDERS = /^\/(?:usr\/)?(?:local\/)?s?bin\//

/** `rm` for `/bin/rm`, `\rm` and `./rm`: what a prohibition goes by. */
export function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1)
}

/** `rm` for `rm` and `/usr/bin/rm`; null for a program of the same name elsewhere: what a permission goes by. */
export function systemName(program: string): string | null {
  if (!program.includes('/')) return program
  return SYSTEM_FOLDERS.test(program) && !program.includes('..') ? baseName(program) : null
}
