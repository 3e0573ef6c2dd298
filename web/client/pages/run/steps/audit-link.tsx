import { useQuery } from '@tanstack/react-query'
import { isJsonObject } from '../../../../../src/kernel/json.ts'
import type { AuditRow } from '../../../../../src/view/rows.ts'
import { keys } from '../../../api/query-keys.ts'
import { Link } from '../../../kit/act/link.tsx'
import { type DecidedCall, runApi } from '../run-api.ts'

/** Leads to the record of a decision in the audit log; to the records of its tool where it is not known which. */
export function AuditLink({ run_id, call }: { readonly run_id: string; readonly call: DecidedCall }) {
  const { data } = useQuery({
    queryKey: keys.runPart(run_id, 'record', call),
    queryFn: () => runApi.decisions(run_id, call),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const record = data?.records.find((one) => isOf(one, call))
  return record === undefined ? (
    <Link to="/audit" search={{ q: `run:${run_id} tool:${call.tool}` }}>
      Its records in the audit log
    </Link>
  ) : (
    <Link to="/audit/$n" params={{ n: String(record.n) }}>
      Record {record.n} of the audit log
    </Link>
  )
}

function isOf({ subtask_id, args_hash, detail }: AuditRow, call: DecidedCall): boolean {
  const intent = isJsonObject(detail) ? detail['intent_id'] : undefined
  return intent === call.intent && subtask_id === call.subtask && args_hash === call.args_hash
}
