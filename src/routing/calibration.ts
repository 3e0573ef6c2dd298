/** Turns the sum of both vector parts into a probability: 1 / (1 + e^-(slope * (similarity - middle))). */
export interface Calibration {
  readonly slope: number
  readonly middle: number
}

// Chosen on the even tasks of banking77, where 0.62 then refuses 95.7 % of the foreign ones; `npm run bench:routing` reports the odd ones.
// A fit gives slope 11 and middle 0.85: the slope is flatter here, since other sets have near misses and separate less.
const KNOWN: Readonly<Record<string, Calibration>> = {
  'static-minilm@1': { slope: 7, middle: 0.86 },
}

// Between the known ones: an embedder that was never measured must not accept more than they do.
const UNKNOWN: Calibration = { slope: 7, middle: 0.95 }

const FULL = 24
const STEP = 0.1
const MAX_HALVINGS = 2.5

export function calibrationFor(embedderModel: string): Calibration {
  return Object.hasOwn(KNOWN, embedderModel) ? (KNOWN[embedderModel] ?? UNKNOWN) : UNKNOWN
}

/**
 * `among`: how many agents were compared. The best of many strangers is nearer than the best of few, so what counts as near grows with their
 * number: the middle holds from FULL on and is lower by STEP for each halving.
 */
export function probability(similarity: number, calibration: Calibration, among: number): number {
  const halvings = Math.min(MAX_HALVINGS, Math.log2(FULL / Math.min(FULL, Math.max(1, among))))
  return 1 / (1 + Math.exp(-calibration.slope * (similarity - calibration.middle + STEP * halvings)))
}
