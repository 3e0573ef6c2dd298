import type { Json } from '../kernel/json.ts'
import { visibleText } from '../kernel/visible-text.ts'

export { visibleLine, visibleText } from '../kernel/visible-text.ts'

/** JSON with every control, bidi and zero-width character escaped; nothing is cut. */
export function exactJson(value: Json): string {
  return visibleText(JSON.stringify(value, null, 2))
}
