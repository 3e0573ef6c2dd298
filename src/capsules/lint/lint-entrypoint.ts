import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute, resolve, sep } from 'node:path'
import type { Manifest } from '../../protocol/manifest.ts'
import type { LintFinding } from './lint-finding.ts'

const PROGRAM_DIRS = ['/usr/local/bin', '/usr/bin', '/bin']
const SCRIPT = /\.(?:py|js|mjs|cjs|ts|rb|pl|sh|lua|php|jar)$/

/** Whether the program that an agent brings along is there and can be started. */
export async function lintEntrypoint({ entrypoint }: Manifest, folder: string, lines: ReadonlyMap<string, number>): Promise<LintFinding[]> {
  if (entrypoint === 'builtin') return []
  const [program = '', ...args] = entrypoint.command
  const finding = (index: number, message: string): LintFinding => ({
    level: 'problem',
    rule: 'entrypoint',
    file: 'manifest.json',
    line: lines.get(`entrypoint.command.${index}`) ?? null,
    message,
  })
  const scripts = await Promise.all(
    args.map(async (arg, i) =>
      SCRIPT.test(arg) && !(await isFile(resolve(folder, arg)))
        ? [finding(i + 1, `the entrypoint names '${arg}', which is not in the folder`)]
        : [],
    ),
  )
  return [...(await programProblem(program, folder)).map((message) => finding(0, message)), ...scripts.flat()]
}

async function programProblem(program: string, folder: string): Promise<string[]> {
  if (!program.includes('/')) {
    const found = await Promise.all(PROGRAM_DIRS.map((dir) => canRun(resolve(dir, program))))
    return found.includes(true)
      ? []
      : [`the program '${program}' of the entrypoint is not installed (looked in ${PROGRAM_DIRS.join(', ')})`]
  }
  const path = resolve(folder, program)
  if (!isAbsolute(program) && !path.startsWith(folder + sep)) return [`the entrypoint '${program}' leads out of the folder`]
  if (!(await isFile(path))) return [`the program '${program}' of the entrypoint is missing`]
  return (await canRun(path)) ? [] : [`the program '${program}' of the entrypoint is not executable: chmod +x`]
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
}

function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
