import type { Embedder } from '../embedding/embedder.ts'
import type { AgentRecord, AgentVector } from '../store/records.ts'
import type { AgentStore } from '../store/store.ts'

/** An agent folder as far as the index needs it. */
export interface IndexedAgent {
  readonly agent_id: string
  readonly folder: string
  readonly source: AgentRecord['source']
  readonly digest: string
  readonly manifest: {
    readonly name: string
    readonly description: string
    readonly tags: readonly string[]
    readonly tools_allowlist: readonly string[]
    readonly skill_ids: readonly string[]
    readonly examples: readonly string[]
  }
}

export interface IndexOptions {
  readonly agents: readonly IndexedAgent[]
  readonly broken: readonly {
    readonly agent_id: string
    readonly folder: string
    readonly source: AgentRecord['source']
    readonly problem: string
  }[]
  readonly store: Pick<AgentStore, 'put' | 'putRow' | 'remove' | 'list' | 'digests' | 'learned'>
  /** Agents that are degraded, with the digest of the form in which they were: it is remembered also where the folder was gone for a while. */
  readonly degraded?: ReadonlyMap<string, string>
  readonly embedder: Embedder
}

/** Agent ids by what happened to them. */
export interface IndexReport {
  readonly embedded: readonly string[]
  readonly removed: readonly string[]
  readonly broken: readonly string[]
}

/** An agent whose vectors of the embedder in use are missing or of another form. */
export interface UnembeddedAgent {
  readonly agent: IndexedAgent
  readonly record: AgentRecord
}

/** Makes the registry say what the folders say; only what changed is embedded again. */
export async function indexAgents({ embedder, ...folders }: IndexOptions): Promise<IndexReport> {
  const { missing, ...report } = indexRows({ ...folders, model: embedder.model })
  await embedAgents(missing, { store: folders.store, embedder })
  return { ...report, embedded: missing.map(({ agent }) => agent.agent_id) }
}

/** The part that needs no embedder: rows. */
export function indexRows({
  agents,
  broken,
  store,
  degraded = new Map(),
  model,
}: Omit<IndexOptions, 'embedder'> & { readonly model: string }) {
  const rows = new Map(store.list().map((row) => [row.agent_id, row]))
  const digests = store.digests(model)
  const missing: UnembeddedAgent[] = []
  for (const agent of agents) {
    const row = rows.get(agent.agent_id)
    const record = recordOf(agent, row, degraded.get(agent.agent_id))
    if (row === undefined || differs(row, record)) store.putRow(record)
    if (digests.get(agent.agent_id) !== agent.digest) missing.push({ agent, record })
  }
  for (const item of broken) store.putRow(brokenRecord(item, rows.get(item.agent_id)))
  return { missing, removed: removeGone(rows, [...agents, ...broken], store), broken: broken.map((item) => item.agent_id) }
}

/** One transaction an agent: what is done stays done. */
export async function embedAgents(
  missing: readonly UnembeddedAgent[],
  {
    store,
    embedder,
    signal,
    onDone,
  }: Pick<IndexOptions, 'store' | 'embedder'> & { readonly signal?: AbortSignal; readonly onDone?: () => void },
): Promise<void> {
  for (const { agent, record } of missing) {
    const vectors = await vectorsOf(agent.manifest, store.learned(agent.agent_id), embedder)
    if (signal?.aborted === true) return
    store.put(record, vectors, { model: embedder.model, dim: embedder.dim })
    onDone?.()
  }
}

function removeGone(
  rows: ReadonlyMap<string, AgentRecord>,
  present: readonly { readonly agent_id: string }[],
  store: Pick<AgentStore, 'remove'>,
): string[] {
  const ids = new Set(present.map((item) => item.agent_id))
  const gone = [...rows.keys()].filter((id) => !ids.has(id))
  for (const id of gone) store.remove(id)
  return gone
}

/** A degraded agent stays so until somebody edits it. */
function recordOf(
  { agent_id, folder, source, digest, manifest }: IndexedAgent,
  row: AgentRecord | undefined,
  degradedAs: string | undefined,
): AgentRecord {
  const { name, description, tags, tools_allowlist: tools, skill_ids: skills } = manifest
  const isDegraded = degradedAs === digest || (row?.status === 'degraded' && row.digest === digest)
  const status = isDegraded ? 'degraded' : 'active'
  return { agent_id, folder, source, name, description, tags, tools, skills, status, problem: null, digest }
}

function brokenRecord({ agent_id, folder, source, problem }: IndexOptions['broken'][number], row: AgentRecord | undefined): AgentRecord {
  const known = row ?? { name: agent_id, description: '', tags: [], tools: [], skills: [], digest: '' }
  return { ...known, agent_id, folder, source, problem, status: 'broken' }
}

function differs(row: AgentRecord, wanted: AgentRecord): boolean {
  return row.folder !== wanted.folder || row.source !== wanted.source || row.status !== wanted.status || row.problem !== wanted.problem
}

async function vectorsOf(
  { description, examples }: IndexedAgent['manifest'],
  tasksDone: readonly string[],
  embedder: Embedder,
): Promise<AgentVector[]> {
  const texts: Pick<AgentVector, 'kind' | 'text'>[] = [
    { kind: 'description', text: description },
    ...examples.map((text) => ({ kind: 'example' as const, text })),
    ...tasksDone.map((text) => ({ kind: 'task_done' as const, text })),
  ]
  const vectors = await embedder.embed(texts.map(({ text }) => text))
  return vectors.flatMap((vector, i) => {
    const text = texts[i]
    return text === undefined ? [] : [{ ...text, vector }]
  })
}
