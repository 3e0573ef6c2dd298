/** Turns the sum of both vector parts into a probability: 1 / (1 + e^-(slope * (similarity - middle))). */
export interface Calibration {
  readonly slope: number
  readonly middle: number
}

// Fitted per embedder on one half of the routing data (tests/routing/calibrate.ts), reported on the other.
const KNOWN: Readonly<Record<string, Calibration>> = {
  'static-minilm@1': { slope: 7, middle: 0.95 },
}

// Between the known ones: an embedder that was never measured must not accept more than they do.
const UNKNOWN: Calibration = { slope: 7, middle: 1.05 }

export function calibrationFor(embedderModel: string): Calibration {
  return Object.hasOwn(KNOWN, embedderModel) ? (KNOWN[embedderModel] ?? UNKNOWN) : UNKNOWN
}

export function probability(similarity: number, calibration: Calibration): number {
  return 1 / (1 + Math.exp(-calibration.slope * (similarity - calibration.middle)))
}
