export interface PatchFile {
  /** What is said of it before its lines: the file, before and after. */
  readonly name: string
  readonly lines: readonly string[]
}

/** A patch of several files, file by file: where one begins, two headers and a place follow each other. */
export function patchFiles(lines: readonly string[]): PatchFile[] {
  const starts = lines.flatMap((_, at) => (startsFile(lines, at) ? [at] : []))
  if (starts[0] !== 0) starts.unshift(0)
  return starts.map((start, n) => {
    const own = lines.slice(start, starts[n + 1])
    const [before = '', after = ''] = own.slice(0, 2).map((line) => line.replace(/^(---|\+\+\+) /, ''))
    return { name: after === '/dev/null' ? before : after, lines: own }
  })
}

function startsFile(lines: readonly string[], at: number): boolean {
  const [before = '', after = '', place = ''] = lines.slice(at, at + 3)
  return before.startsWith('--- ') && after.startsWith('+++ ') && place.startsWith('@@ ')
}
