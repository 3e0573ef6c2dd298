import { existsSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../shared/data/models/all-MiniLM-L6-v2')

/** The folder of the ONNX sentence model, or undefined where it does not lie beside the repository. */
export function sentenceModel(): string | undefined {
  return existsSync(FOLDER) ? FOLDER : undefined
}
