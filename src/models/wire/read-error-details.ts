import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'

export interface ErrorDetails {
  /** Why, in one word that programs can compare: more exact than the status. */
  readonly reason: string | undefined
  readonly retryAfterMs: number | undefined
}

/** The `details` of an error of Google's APIs: ErrorInfo, QuotaFailure and RetryInfo of https://cloud.google.com/apis/design/errors. */
export function readErrorDetails(details: Json | undefined): ErrorDetails {
  const list = Array.isArray(details) ? details.filter(isJsonObject) : []
  const reason = detail(list, 'ErrorInfo')['reason']
  return {
    reason: spentForToday(detail(list, 'QuotaFailure')) ? 'QUOTA_PER_DAY' : typeof reason === 'string' ? reason : undefined,
    retryAfterMs: milliseconds(detail(list, 'RetryInfo')['retryDelay']),
  }
}

function detail(list: readonly JsonObject[], type: string): JsonObject {
  return list.find((item) => String(item['@type']).endsWith(`google.rpc.${type}`)) ?? {}
}

// The delay that comes with it is that of another quota: the day has to end first.
function spentForToday({ violations }: JsonObject): boolean {
  const list = Array.isArray(violations) ? violations.filter(isJsonObject) : []
  return list.some(({ quotaId }) => typeof quotaId === 'string' && quotaId.includes('PerDay'))
}

/** A duration as protobuf writes it: `34.074s`. */
function milliseconds(duration: Json | undefined): number | undefined {
  const seconds = typeof duration === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(duration)?.[1] : undefined
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000)
}
