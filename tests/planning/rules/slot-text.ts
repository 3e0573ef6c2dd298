import { isJsonObject, type Json } from '../../../src/kernel/json.ts'

/** A slot's value as the tables write it: labels of kinds, times and sizes, `column op value` of conditions, lists with commas. */
export function slotText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(slotText).join(',')
  if (!isJsonObject(value)) return String(value)
  if (typeof value['phrase'] === 'string') return value['phrase'].trim()
  if (typeof value['label'] === 'string') return value['label']
  if (Array.isArray(value['conditions'])) return value['conditions'].map(slotText).join(` ${String(value['join'])} `)
  return `${slotText(value['column'])} ${slotText(value['op'])} ${slotText(value['value'])}`.trim()
}
