import type { WireEndpoint } from '../wire/provider-wire.ts'

/** Where a model is asked. The address may end with a version of the API; the model may be named with its collection (`tunedModels/mine`). */
export function geminiUrl(
  { baseUrl, model }: Pick<WireEndpoint, 'baseUrl' | 'model'>,
  method: '' | ':streamGenerateContent?alt=sse',
): string {
  const base = /\/v\d+(?:(?:alpha|beta)\d*)?$/.test(baseUrl) ? baseUrl : `${baseUrl}/v1beta`
  const name = model.includes('/') ? model : `models/${model}`
  return `${base}/${name.split('/').map(encodeURIComponent).join('/')}${method}`
}
