/** What nobody expected, kept where a person finds it. */
export interface FaultFunctions {
  /** Must not throw: undefined when it could not be kept. */
  keepFault(fault: Fault): Promise<KeptFault | undefined>
}

export interface Fault {
  /** What was being done, without anything that a request holds: `GET /api/agents/:id`. */
  readonly where: string
  readonly error: unknown
}

export interface KeptFault {
  /** The same fault at the same place has the same id. */
  readonly id: string
  readonly path: string
}
