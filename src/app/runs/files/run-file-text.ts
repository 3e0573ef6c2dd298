import { createHash } from 'node:crypto'
import { isBinary } from '../../../tools/file-io/file-chunks.ts'
import type { RunFileText } from '../../../view/run-file-rows.ts'
import { sniffedType } from '../../../view/sniffed-type.ts'
import type { Services } from '../../open-services.ts'
import { contentOfRunFile } from './content-of-run-file.ts'
import type { RunFileAddress } from './run-file-functions-port.ts'

const SHOWN_BYTES = 512 * 1024

export async function runFileText(services: Services, run_id: string, file: RunFileAddress): Promise<RunFileText> {
  const content = Buffer.from(await contentOfRunFile(services, run_id, file))
  const image = sniffedType(content)
  const type = image ?? (isBinary(content) ? 'binary' : 'text')
  const shown = content.subarray(0, SHOWN_BYTES)
  return {
    path: file.path,
    side: file.side,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    type,
    // The whole is masked before it is cut: a cut secret would not be known.
    text: type === 'text' ? services.redactor.text(content.toString('utf8')).slice(0, shown.length) : null,
    cut: content.length > SHOWN_BYTES,
  }
}
