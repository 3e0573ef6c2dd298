import { hashJson } from '../kernel/hash.ts'
import { isJsonObject, type JsonObject } from '../kernel/json.ts'
import type { ApprovalRecord } from '../store/records.ts'
import { canonicalChange } from '../tools/file-io/canonical-change.ts'
import type { ChangePreview } from '../view/change-preview.ts'
import type { Services } from './open-services.ts'
import { pinChanges } from './pin-changes.ts'
import { previewFileIo } from './preview-file-io.ts'

/**
 * What the call that an approval asks about would make of files, as they stand now, or what changed in what it asks to accept; nothing of a call
 * that is answered or names no file. Where that cannot be found out it says so: nobody is kept from being asked.
 */
export async function approvalChanges(services: Services, row: ApprovalRecord): Promise<ChangePreview[]> {
  if (row.status !== 'pending' || row.kind !== 'tool' || !isJsonObject(row.args)) return []
  try {
    return await changesOf(services, row, row.args)
  } catch (error) {
    return [unknown(row.summary, `It cannot be compared: ${error instanceof Error ? error.message : String(error)}`)]
  }
}

async function changesOf(services: Services, row: ApprovalRecord, { tool, args }: JsonObject): Promise<ChangePreview[]> {
  const kind = tool === 'accept_agent' ? 'agent' : tool === 'accept_skill' ? 'skill' : undefined
  if (kind !== undefined) return isJsonObject(args) ? pinChanges(services, kind, String(args['id'])) : []
  const input = tool === 'file_io' ? canonicalChange(args) : undefined
  if (input === undefined) return []
  if (hashJson(row.args) === row.args_hash) return previewFileIo(services, input)
  return [
    unknown(input.path ?? input.moves?.[0]?.from ?? '', 'What it asks for holds a secret, which is masked here: it cannot be compared.'),
  ]
}

function unknown(path: string, note: string): ChangePreview {
  return { path, to_path: null, what: 'unknown', lines: [], note }
}
