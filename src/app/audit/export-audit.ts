import type { Config } from '../../config/config.ts'
import { isoTime, systemClock } from '../../kernel/clock.ts'
import { sha256 } from '../../kernel/hash.ts'
import { auditWriter } from '../../view/audit-export/audit-format.ts'
import { auditHeadRow } from '../../view/audit-export/audit-head-row.ts'
import type { AuditExport, AuditFunctions } from '../audit-functions-port.ts'
import { fileSink } from './file-sink.ts'

export interface ExportPorts extends Pick<AuditFunctions, 'verifyAudit' | 'walkAudit'> {
  readonly config: Pick<Config, 'dbPath' | 'workspace'>
}

export async function exportAudit(ports: ExportPorts, { query, format, to }: AuditExport): ReturnType<AuditFunctions['exportAudit']> {
  const check = await ports.verifyAudit()
  const sink = typeof to === 'string' ? fileSink(to) : to
  const writer = auditWriter(format, { source: `urn:closed-claw:registry:${sha256(ports.config.dbPath).slice(0, 16)}` })
  // What is appended meanwhile stays out: the head that was checked is the head of what is exported.
  const bounded = check.ok ? { ...query, before: check.records + 1 } : query
  let records = 0
  try {
    sink.write(writer.begin)
    for await (const page of ports.walkAudit(bounded)) {
      sink.write(page.map((row, index) => writer.row(row, records + index === 0)).join(''))
      records += page.length
      if (sink.isClosed()) break
    }
    const at = isoTime(systemClock.now())
    const head = auditHeadRow({ workspace: ports.config.workspace, check, exported: records, at })
    sink.write(writer.row(head, records === 0) + writer.end)
    sink.finish()
    return { records, check }
  } catch (error) {
    sink.abandon()
    throw error
  }
}
