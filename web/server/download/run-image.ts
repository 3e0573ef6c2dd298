import { sniffedType } from '../../../src/view/sniffed-type.ts'
import { ProblemError } from '../problem.ts'

/** Shown inline, as what its bytes are and never as what its name says; alone in a window it may do nothing. */
export function runImage(content: Uint8Array): Response {
  const type = sniffedType(content)
  if (type === undefined)
    throw new ProblemError({ status: 415, detail: 'It is no image that is shown here.', code: 'WEB_NO_IMAGE', fix: 'Save it instead.' })
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': `image/${type}`,
      'content-disposition': 'inline',
      'cache-control': 'no-store',
    },
  })
}
