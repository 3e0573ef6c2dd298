import { PassThrough, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { ClawError } from '../../src/kernel/claw-error.ts'
import { MAX_WAITING_BYTES } from '../../src/protocol/limits.ts'
import { createStdioTransport } from '../../src/protocol/stdio-transport.ts'
import type { Transport } from '../../src/protocol/transport.ts'

interface Heard {
  lines: string[]
  ends: (string | undefined)[]
  undeliverable: string[]
}

const tick = (ms = 10): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function listen(transport: Transport): Heard {
  const heard: Heard = { lines: [], ends: [], undeliverable: [] }
  transport.listen({
    onLine: (line) => heard.lines.push(line),
    onEnd: (error: ClawError | undefined) => heard.ends.push(error?.code),
    onUndeliverable: (error) => heard.undeliverable.push(error.code),
  })
  return heard
}

/** A reader that takes a chunk only when it is let. */
function slowReader(): { output: Writable; takeOne: () => void } {
  const waiting: (() => void)[] = []
  const output = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void waiting.push(done) })
  return { output, takeOne: () => waiting.shift()?.() }
}

describe('createStdioTransport', () => {
  it('carries lines both ways and tells the end once', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    const transport = createStdioTransport({ input, output })
    const heard = listen(transport)
    input.write('one\ntw')
    input.end('o\nunfinished')
    transport.send('hello')
    await transport.close()
    await tick()
    expect(heard).toEqual({ lines: ['one', 'two'], ends: [undefined], undeliverable: [] })
    expect(output.read()?.toString()).toBe('hello\n')
  })

  it('ends the input at a line over the cap and drains the rest', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    const heard = listen(createStdioTransport({ input, output, maxLineBytes: 10 }))
    input.write(`ok\n${'x'.repeat(11)}\nlate\n`)
    for (let i = 0; i < 100; i += 1) input.write(Buffer.alloc(65_536))
    await tick()
    expect(heard).toEqual({ lines: ['ok'], ends: ['PROTOCOL_LINE_TOO_LONG'], undeliverable: [] })
    expect(input.readableLength).toBeLessThan(65_536 * 2)
  })

  it('gives a stream no line while more than the cap waits in it', async () => {
    const { output, takeOne } = slowReader()
    const transport = createStdioTransport({ input: new PassThrough(), output })
    const heard = listen(transport)
    const line = 'x'.repeat(700_000)
    for (let i = 0; i < 5; i += 1) transport.send(line)
    expect(output.writableLength).toBeLessThanOrEqual(MAX_WAITING_BYTES + line.length + 1)
    const closed = transport.close()
    for (let i = 0; i < 5; i += 1) {
      takeOne()
      await tick(1)
    }
    await closed
    expect(heard.undeliverable).toEqual([])
    expect(output.writableFinished).toBe(true)
  })

  it('gives up on a reader that stalls, and on one that lets too much pile up', async () => {
    const line = 'x'.repeat(1_000_000)
    const stalled = createStdioTransport({ input: new PassThrough(), output: slowReader().output, stallMs: 20 })
    const stalledHeard = listen(stalled)
    for (let i = 0; i < 4; i += 1) stalled.send(line)
    const piled = createStdioTransport({ input: new PassThrough(), output: slowReader().output })
    const piledHeard = listen(piled)
    for (let i = 0; i < 30; i += 1) piled.send(line)
    expect(piledHeard.undeliverable).toEqual(['CAPSULE_BACKPRESSURE'])
    await tick(60)
    expect(stalledHeard.undeliverable).toEqual(['CAPSULE_BACKPRESSURE'])
  })

  it('still hears what comes when its output is closed', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    const transport = createStdioTransport({ input, output })
    const heard = listen(transport)
    output.destroy(new Error('EPIPE'))
    await tick()
    transport.send('lost')
    input.write('still here\n')
    await transport.close()
    await tick()
    expect(heard).toEqual({ lines: ['still here'], ends: [], undeliverable: ['CAPSULE_PIPE_CLOSED'] })
  })

  it('survives an input that breaks', async () => {
    const input = new PassThrough()
    const heard = listen(createStdioTransport({ input, output: new PassThrough() }))
    input.destroy(new Error('read failed'))
    await tick()
    expect(heard.ends).toEqual(['PROTOCOL_CLOSED'])
  })
})
