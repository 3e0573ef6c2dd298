import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { Language, Parser, type Tree } from 'web-tree-sitter'

export type ReadSyntax = (text: string) => Tree | null

const MAX_MS = 1000

let loading: Promise<ReadSyntax> | undefined

/** The bash grammar of tree-sitter, loaded once (20 ms) from files beside the program. A line that takes longer than a second gives null. */
export function loadShellGrammar(): Promise<ReadSyntax> {
  loading ??= load()
  return loading
}

async function load(): Promise<ReadSyntax> {
  await Parser.init({ wasmBinary: readGrammarFile('web-tree-sitter') })
  const language = await Language.load(readGrammarFile('tree-sitter-bash'))
  return (text) => parseWithin(text, language)
}

// A parser of its own for each text: one that was stopped half-way is not fit for another.
function parseWithin(text: string, language: Language): Tree | null {
  const end = performance.now() + MAX_MS
  const parser = new Parser().setLanguage(language)
  try {
    return parser.parse(text, null, { progressCallback: () => performance.now() > end })
  } catch (error) {
    if (error instanceof Error && error.name === 'RuntimeError') return null
    throw error
  } finally {
    parser.delete()
  }
}

// build.mjs packs the grammars into dist/grammar (a tenth of the size); the sources take them from where they are installed.
function readGrammarFile(name: string): Uint8Array {
  const packed = readIfThere(new URL(`../grammar/${name}.wasm.br`, import.meta.url))
  return packed ? brotliDecompressSync(packed) : readFileSync(new URL(`../../../node_modules/${name}/${name}.wasm`, import.meta.url))
}

function readIfThere(url: URL): Uint8Array | undefined {
  try {
    return readFileSync(url)
  } catch {
    return undefined
  }
}
