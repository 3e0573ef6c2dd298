import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as z from 'zod/mini'
import { ClawError } from '../../kernel/claw-error.ts'
import { sha256 } from '../../kernel/hash.ts'
import { tryParseJson } from '../../kernel/json.ts'

const WEIGHTS = 'onnx/model_quantized.onnx'

const configSchema = z.object({ hidden_size: z.number().check(z.int(), z.gte(1), z.lte(4096)) })

export interface ModelPlace {
  readonly path: string | null
  readonly name: string
  readonly cacheDir: string
}

/**
 * The name under which a model's vectors are kept, and how many numbers they have (null: not known before it is loaded). Two folders of the same name
 * with other weights are two models: the name of a folder ends with a digest of its configuration and of the size of its weights. Throws EMBEDDER_FAILED.
 */
export function modelIdentity({ path, name, cacheDir }: ModelPlace): { readonly model: string; readonly dim: number | null } {
  if (path === null) return { model: `transformers:${name}`, dim: keptDimension(join(cacheDir, name)) }
  try {
    const text = readFileSync(join(path, 'config.json'), 'utf8')
    const config = configOf(text)
    const digest = sha256(`${text}\n${statSync(join(path, WEIGHTS)).size}`).slice(0, 8)
    return { model: `transformers:${basename(path)}#${digest}`, dim: config.hidden_size }
  } catch (error) {
    const reason =
      error instanceof z.core.$ZodError ? 'config.json names no hidden_size' : error instanceof Error ? error.message : String(error)
    throw new ClawError('EMBEDDER_FAILED', `${path} is no model that can be used: ${reason}`, {
      fix: 'CLOSED_CLAW_EMBEDDING_MODEL=static claw doctor',
      cause: error,
    })
  }
}

// A model of the hub that was fetched before is read from where it is kept.
function keptDimension(folder: string): number | null {
  try {
    return configOf(readFileSync(join(folder, 'config.json'), 'utf8')).hidden_size
  } catch {
    return null
  }
}

function configOf(text: string): z.infer<typeof configSchema> {
  const parsed = tryParseJson(text)
  return configSchema.parse(parsed.ok ? parsed.value : null)
}
