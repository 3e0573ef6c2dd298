import { dirname, join } from 'node:path'
import { codeCachePath } from '../config/code-cache-path.ts'
import type { Built } from './built.ts'
import { createChunkLoader } from './chunk-loader.ts'
import { readCodeCache, writeCodeCache } from './code-cache.ts'
import type { main } from './program.ts'

// Ends by the signal itself, whose handlers are gone by then: at its exit node sets the modes of a terminal that has died, and aborts.
const HUNG_UP = 129

/** Loads the program, in the form in which V8 has compiled it before if there is one, and ends the process with its exit code. */
export async function startProgram(built: Built): Promise<void> {
  const path = codeCachePath(built.id, process.argv[2] ?? 'home')
  const known = path === undefined ? new Map<string, Buffer>() : readCodeCache(path)
  const release = path !== undefined && known.size === 0 ? await holdCompiledCode() : undefined
  const chunks = createChunkLoader(join(dirname(import.meta.dirname), 'claw'), known)
  const program = chunks.load(built.program) as { readonly main: typeof main }
  const code = await program.main()
  release?.()
  if (code === 0 && path !== undefined && chunks.compiledAnew()) writeCodeCache(path, new Map([...known, ...chunks.compiled()]))
  if (code === HUNG_UP) process.kill(process.pid, 'SIGHUP')
  process.exit(code)
}

// V8 throws away what has not run for a minute: of a long session, the functions of its start would be missing. The flag is part of what compiled code
// is accepted by, so it is taken back before that is written.
async function holdCompiledCode(): Promise<() => void> {
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--no-flush-bytecode')
  return () => setFlagsFromString('--flush-bytecode')
}
