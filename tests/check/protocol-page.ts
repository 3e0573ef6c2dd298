import type { ErrorCodeInfo } from '../../src/kernel/error-code-info.ts'
import { ERROR_CODES } from '../../src/kernel/error-codes.ts'
import { protocolGuide } from './protocol-guide.ts'
import { CAPSULE_MESSAGES, HOST_MESSAGES, type MessageSchema, type SchemaNode } from './protocol-json-schema.ts'

/** docs/PROTOCOL.md: the guide by hand, messages and error codes from the sources. */
export function protocolPage(examples: { readonly echo: string; readonly counter: string }): string {
  return [
    protocolGuide(examples),
    '## Messages from host to capsule\n',
    ...HOST_MESSAGES.map(messageSection),
    '## Messages from capsule to host\n',
    ...CAPSULE_MESSAGES.map(messageSection),
    '## Error codes\n',
    'Each ends one attempt and no more; the next attempt is told of it in `prior_failures`.\n',
    errorTable(),
  ].join('\n')
}

function messageSection({ type, schema }: MessageSchema): string {
  const fields = Object.entries(properties(schema)).filter(([name]) => name !== 'type')
  const required = new Set(asList(schema['required']))
  const rows = fields.map(([name, field]) => `| \`${name}\`${required.has(name) ? '' : '?'} | ${cell(describe(field))} |`)
  return [`### \`${type}\`\n`, '| field | value |', '|---|---|', ...rows, ''].join('\n')
}

function describe(node: SchemaNode): string {
  if ('const' in node) return JSON.stringify(node['const'])
  if (Array.isArray(node['enum'])) return node['enum'].map((value) => JSON.stringify(value)).join(' | ')
  if (node['type'] === 'array') return `[${describe(asNode(node['items']))}, ...]`
  if (node['type'] === 'object') return describeObject(node)
  if (typeof node['type'] === 'string') return node['type'] + describeRange(node)
  return 'any JSON'
}

function describeObject(node: SchemaNode): string {
  const entries = Object.entries(properties(node))
  if (entries.length === 0) return 'object'
  const required = new Set(asList(node['required']))
  return `{${entries.map(([name, field]) => `${name}${required.has(name) ? '' : '?'}: ${describe(field)}`).join(', ')}}`
}

function describeRange(node: SchemaNode): string {
  const low =
    node['minLength'] ?? node['minimum'] ?? (node['exclusiveMinimum'] === undefined ? undefined : `above ${node['exclusiveMinimum']}`)
  const high = node['maxLength'] ?? node['maximum']
  const unit = node['type'] === 'string' ? ' characters' : ''
  if (low === undefined && high === undefined) return ''
  if (high === undefined) return typeof low === 'string' ? ` ${low}` : ` from ${low}${unit}`
  return ` ${low ?? 0} to ${high}${unit}`
}

function errorTable(): string {
  const codes = Object.entries<ErrorCodeInfo>(ERROR_CODES).filter(([code]) => /^(CAPSULE|PROTOCOL)_/.test(code))
  const rows = codes.map(
    ([code, { meaning, fix }]) => `| \`${code}\` | ${cell(meaning)} | ${fix === 'docs/PROTOCOL.md' ? '' : cell(fix)} |`,
  )
  return ['| code | what happened | way out |', '|---|---|---|', ...rows, ''].join('\n')
}

function properties(node: SchemaNode): Record<string, SchemaNode> {
  return (node['properties'] ?? {}) as Record<string, SchemaNode>
}

function asNode(value: unknown): SchemaNode {
  return (value ?? {}) as SchemaNode
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value : []
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
