import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { ClawError } from '../kernel/claw-error.ts'
import { tryParseJson } from '../kernel/json.ts'
import type { Embedder } from './embedder.ts'
import { openTokenRows } from './token-rows.ts'
import { tokenize } from './tokenize.ts'
import { openVocabulary } from './vocabulary.ts'

const MAX_TOKENS = 256
// A text of megabytes has its first 256 tokens within the first pages: the rest is never looked at.
const MAX_CHARACTERS = 20_000

const metaSchema = z.object({
  name: z.string(),
  version: z.number(),
  dim: z.number().check(z.int(), z.gte(1), z.lte(4096)),
  vocab: z.number(),
  table: z.string(),
  scales: z.string(),
  vocabulary: z.string(),
})

export interface StaticEmbedder extends Embedder {
  /** The pieces of a text, for tests and for explanations. */
  tokens(text: string): number[]
  /** Like `embed`, at once: nothing here waits. */
  embedNow(text: string): Float32Array
  close(): void
}

/** A table of token vectors: a text is the sum of its tokens' rows, scaled to length 1. Throws CONFIG_INVALID when the asset is damaged. */
export function createStaticEmbedder(options: { readonly assetDir: string }): StaticEmbedder {
  const { meta, vocabulary, scales, rows } = openAsset(options.assetDir)
  const tokens = (text: string): number[] => tokenize(text.slice(0, MAX_CHARACTERS), vocabulary, MAX_TOKENS)

  function embedNow(text: string): Float32Array {
    const sum = new Float64Array(meta.dim)
    for (const id of tokens(text)) addScaled(sum, rows.row(id), scales[id] ?? 0)
    return toUnitLength(sum)
  }

  return {
    model: `${meta.name}@${meta.version}`,
    dim: meta.dim,
    embed: (texts) => Promise.resolve(texts.map(embedNow)),
    embedNow,
    tokens,
    close: rows.close,
  }
}

function openAsset(assetDir: string) {
  try {
    const meta = readMeta(join(assetDir, 'meta.json'))
    const vocabulary = openVocabulary(readFileSync(join(assetDir, meta.vocabulary)))
    const scales = new Float32Array(new Uint8Array(readFileSync(join(assetDir, meta.scales))).buffer)
    if (vocabulary.size !== meta.vocab || scales.length !== meta.vocab)
      throw new RangeError('meta.json and the tables do not fit each other')
    return { meta, vocabulary, scales, rows: openTokenRows(join(assetDir, meta.table), meta.dim) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const fix = 'Install closed-claw again: its embedding table is damaged or missing.'
    throw new ClawError('CONFIG_INVALID', `The embedding table in ${assetDir} cannot be used: ${reason}`, { fix, cause: error })
  }
}

function readMeta(path: string): z.infer<typeof metaSchema> {
  const parsed = tryParseJson(readFileSync(path, 'utf8'))
  if (!parsed.ok) throw new TypeError(`meta.json: ${parsed.reason}`)
  return metaSchema.parse(parsed.value)
}

function addScaled(sum: Float64Array, row: Int8Array, scale: number): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (row[i] ?? 0) * scale
}

/** A text without known tokens stays the zero vector, which matches nothing. */
function toUnitLength(sum: Float64Array): Float32Array {
  const norm = Math.sqrt(sum.reduce((total, value) => total + value * value, 0))
  return norm === 0 ? new Float32Array(sum.length) : Float32Array.from(sum, (value) => value / norm)
}
