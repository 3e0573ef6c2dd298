import { describe, expect, it } from 'vitest'
import { capsuleMessageSchema, hostMessageSchema } from '../../src/protocol/messages.ts'
import { driftedProtocolFiles, protocolFiles } from '../check/generate-protocol.ts'

describe('the generated protocol documents', () => {
  it('are what the schemas say (else: npx tsx tests/check/generate-protocol.ts)', () => {
    expect(driftedProtocolFiles()).toEqual([])
  })

  it('name every message', () => {
    const { 'docs/PROTOCOL.md': page = '', 'docs/protocol.schema.json': schema = '{}' } = protocolFiles()
    const types = [...hostMessageSchema.def.options, ...capsuleMessageSchema.def.options].map((option) => option.shape.type.def.values[0])
    expect(types).toHaveLength(16)
    for (const type of types) expect(page).toContain(`### \`${type}\``)
    expect(Object.keys(JSON.parse(schema).$defs)).toEqual(['host_message', 'capsule_message', ...types])
    expect(schema).not.toContain('__schema')
  })
})
