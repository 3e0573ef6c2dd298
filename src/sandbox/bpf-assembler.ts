/** One instruction of classic BPF with jump targets by name. An absent target is the next instruction. */
export interface BpfInstruction {
  readonly label?: string
  readonly code: number
  readonly k: number
  readonly ifTrue?: string
  readonly ifFalse?: string
}

// linux/bpf_common.h
const LD_W_ABS = 0x20
const JMP_JEQ_K = 0x15
const JMP_JGE_K = 0x35
const JMP_JSET_K = 0x45
const RET_K = 0x06
const INSTRUCTION_BYTES = 8
const MAX_JUMP = 255

export const load = (offset: number, label?: string): BpfInstruction => ({ code: LD_W_ABS, k: offset, ...(label ? { label } : {}) })
export const ifEqual = (k: number, ifTrue: string, ifFalse?: string): BpfInstruction => jump(JMP_JEQ_K, k, ifTrue, ifFalse)
export const ifAtLeast = (k: number, ifTrue: string): BpfInstruction => jump(JMP_JGE_K, k, ifTrue)
export const ifAnyBit = (k: number, ifTrue: string, ifFalse?: string): BpfInstruction => jump(JMP_JSET_K, k, ifTrue, ifFalse)
export const answer = (label: string, k: number): BpfInstruction => ({ label, code: RET_K, k })

function jump(code: number, k: number, ifTrue: string, ifFalse?: string): BpfInstruction {
  return { code, k, ifTrue, ...(ifFalse ? { ifFalse } : {}) }
}

/** The program as the kernel takes it: an array of `struct sock_filter {u16 code; u8 jt; u8 jf; u32 k}`, little-endian. */
export function assembleBpf(program: readonly BpfInstruction[]): Buffer {
  const labels = new Map(program.flatMap((step, at) => (step.label === undefined ? [] : [[step.label, at] as const])))
  const out = Buffer.alloc(program.length * INSTRUCTION_BYTES)
  program.forEach((step, at) => {
    const offset = at * INSTRUCTION_BYTES
    out.writeUInt16LE(step.code, offset)
    out.writeUInt8(distance(labels, at, step.ifTrue), offset + 2)
    out.writeUInt8(distance(labels, at, step.ifFalse), offset + 3)
    out.writeUInt32LE(step.k, offset + 4)
  })
  return out
}

function distance(labels: ReadonlyMap<string, number>, from: number, label: string | undefined): number {
  if (label === undefined) return 0
  const to = labels.get(label)
  if (to === undefined || to <= from || to - from - 1 > MAX_JUMP) throw new RangeError(`assembleBpf: no way from ${from} to '${label}'`)
  return to - from - 1
}
