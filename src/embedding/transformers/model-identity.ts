import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as z from 'zod/mini'
import { ClawError } from '../../kernel/claw-error.ts'
import { sha256 } from '../../kernel/hash.ts'
import { tryParseJson } from '../../kernel/json.ts'

const WEIGHTS = 'onnx/model_quantized.onnx'

const configSchema = z.object({ hidden_size: z.number().check(z.int(), z.gte(1), z.lte(4096)) })

/**
 * The name under which a model's vectors are kept, and how many numbers they have (null: not known before it is loaded). Two folders of the same name
 * with other weights are two models: the name of a folder ends with a digest of its configuration and of the size of its weights. Throws EMBEDDER_FAILED.
 */
export function modelIdentity({ path, name }: { readonly path: string | null; readonly name: string }): { model: string; dim: number | null } {
  if (path === null) return { model: `transformers:${name}`, dim: null }
  try {
    const text = readFileSync(join(path, 'config.json'), 'utf8')
    const parsed = tryParseJson(text)
    const config = configSchema.parse(parsed.ok ? parsed.value : null)
    const digest = sha256(`${text}\n${statSync(join(path, WEIGHTS)).size}`).slice(0, 8)
    return { model: `transformers:${basename(path)}#${digest}`, dim: config.hidden_size }
  } catch (error) {
    const reason = error instanceof z.core.$ZodError ? 'config.json names no hidden_size' : error instanceof Error ? error.message : String(error)
    throw new ClawError('EMBEDDER_FAILED', `${path} is no model that can be used: ${reason}`, {
      fix: 'CLOSED_CLAW_EMBEDDING_MODEL=static claw doctor',
      cause: error,
    })
  }
}
