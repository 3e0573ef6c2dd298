import { parentPort, workerData } from 'node:worker_threads'
import type { MatchRequest, MatchSettings } from './regex-matcher.ts'

// Untrusted expressions run here and nowhere else: the host ends this thread when one of them doesn't come back.
const { pattern, flags, maxLine } = workerData as MatchSettings
const expression = new RegExp(pattern, flags)

parentPort?.on('message', ({ id, lines }: MatchRequest) => {
  const hits = lines.flatMap((line, i) => (expression.test(line.length > maxLine ? line.slice(0, maxLine) : line) ? [i] : []))
  parentPort?.postMessage({ id, hits })
})
