import { isJsonObject } from '../../kernel/json.ts'
import type { JournalEntry } from '../../store/records.ts'

/** Whether claw made this call itself, to check an acceptance criterion. */
export function isCheck({ request }: JournalEntry): boolean {
  return isJsonObject(request) && request['check'] !== undefined
}
