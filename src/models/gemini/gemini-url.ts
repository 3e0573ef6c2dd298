import type { WireEndpoint } from '../wire/provider-wire.ts'
import { geminiBase } from './gemini-base.ts'

/** Where a model is asked; it may be named with its collection (`tunedModels/mine`). */
export function geminiUrl(
  { baseUrl, model }: Pick<WireEndpoint, 'baseUrl' | 'model'>,
  method: '' | ':streamGenerateContent?alt=sse',
): string {
  const name = model.includes('/') ? model : `models/${model}`
  return `${geminiBase(baseUrl)}/${name.split('/').map(encodeURIComponent).join('/')}${method}`
}
