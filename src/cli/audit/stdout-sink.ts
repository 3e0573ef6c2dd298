import type { AuditSink } from '../../app/audit-functions-port.ts'
import type { Output } from '../output.ts'

export function stdoutSink(out: Output): AuditSink {
  let closed = false
  out.onClosed(() => {
    closed = true
  })
  return {
    write: (text) => {
      if (text !== '') out.result(text.slice(0, -1))
    },
    isClosed: () => closed,
    finish: () => undefined,
    abandon: () => undefined,
  }
}
