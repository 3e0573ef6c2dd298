import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import type * as zlib from 'node:zlib'

export interface ChunkLoader {
  /** The exports of a chunk, loaded once. */
  load(name: string): unknown
  /** Whether V8 had to compile a chunk from its source. */
  compiledAnew(): boolean
  /** Every loaded chunk as V8 has compiled it by now, its functions included that have run. */
  compiled(): Map<string, Buffer>
}

type Require = ((id: string) => unknown) & Pick<NodeJS.Require, 'resolve'>
type Chunk = (exports: object, require: Require, module: { exports: object }, url: string) => void

/**
 * Loads the chunks of dist/claw. They are functions rather than modules because Node 20 takes no compiled code for modules: half of the time of
 * a short command went into compiling. Those that few commands need are packed (build-program.mjs).
 */
export function createChunkLoader(dir: string, known: ReadonlyMap<string, Buffer>): ChunkLoader {
  const loaded = new Map<string, { exports: object }>()
  const scripts = new Map<string, Script>()
  const requirePackage = createRequire(join(dir, 'chunk.js'))
  const requireAny: Require = Object.assign((id: string) => (id.startsWith('./') ? load(id.slice(2)) : requirePackage(id)), {
    resolve: requirePackage.resolve,
  })

  function load(name: string): unknown {
    const module = loaded.get(name) ?? { exports: {} }
    if (loaded.has(name)) return module.exports
    loaded.set(name, module)
    try {
      compile(name)(module.exports, requireAny, module, pathToFileURL(join(dir, name)).href)
    } catch (error) {
      // Else it would be empty for whoever asks next.
      loaded.delete(name)
      throw error
    }
    return module.exports
  }

  function compile(name: string): Chunk {
    const filename = join(dir, name)
    const script = new Script(sourceOf(filename), { filename, cachedData: known.get(name) })
    scripts.set(name, script)
    return script.runInThisContext() as Chunk
  }

  function sourceOf(filename: string): string {
    const plain = readIfThere(filename)
    if (plain !== undefined) return plain.toString('utf8')
    // Asked for here only: most commands unpack nothing.
    const { brotliDecompressSync } = requirePackage('node:zlib') as typeof zlib
    const packed = readIfThere(`${filename}.br`)
    if (packed === undefined) throw Object.assign(new Error(`${filename} is not there.`), { code: 'MODULE_NOT_FOUND' })
    try {
      return brotliDecompressSync(packed).toString('utf8')
    } catch (error) {
      throw new Error(`${filename}.br cannot be unpacked: ${String(error)}`, { cause: error })
    }
  }

  return {
    load,
    compiledAnew: () => [...scripts].some(([name, script]) => !known.has(name) || script.cachedDataRejected === true),
    compiled: () => new Map([...scripts].map(([name, script]) => [name, fullest(script, known.get(name))])),
  }
}

// V8 throws compiled functions away that have not run for a while: after a long session it may know fewer than it was given.
function fullest(script: Script, given: Buffer | undefined): Buffer {
  const data = script.createCachedData()
  return given !== undefined && script.cachedDataRejected !== true && given.length > data.length ? given : data
}

function readIfThere(filename: string): Buffer | undefined {
  try {
    return readFileSync(filename)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
