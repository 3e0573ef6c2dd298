import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { EmbedReply, EmbedRequest, TransformersSettings } from './worker-messages.ts'

/** The parts of the library that are used. */
interface Library {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string; cacheDir: string }
  pipeline(task: 'feature-extraction', model: string, options: { dtype: string }): Promise<Extract>
}
type Extract = (texts: string[], options: { pooling: 'mean'; normalize: true }) => Promise<{ data: Float32Array; dims: number[] }>

const BATCH = 16
const settings = workerData as TransformersSettings
const port = parentPort
let loading: Promise<Extract> | undefined

port?.on('message', (request: EmbedRequest) => {
  void answer(request).then((reply) => port.postMessage(reply))
})

async function answer({ id, texts }: EmbedRequest): Promise<EmbedReply> {
  try {
    loading ??= load()
    return { id, ...(await embed(await loading, texts)) }
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) }
  }
}

async function load(): Promise<Extract> {
  const { env, pipeline } = (await import(pathToFileURL(settings.library).href)) as Library
  env.allowRemoteModels = settings.parent === null
  env.allowLocalModels = true
  env.localModelPath = settings.parent === null ? settings.cacheDir : `${settings.parent}/`
  env.cacheDir = settings.cacheDir
  return pipeline('feature-extraction', settings.name, { dtype: 'q8' })
}

// Few at a time: a batch is as wide as its longest text.
async function embed(extract: Extract, texts: readonly string[]): Promise<{ dim: number; vectors: Float32Array }> {
  let all: Float32Array | undefined
  let dim = 0
  for (let from = 0; from < texts.length; from += BATCH) {
    const { data, dims } = await extract(texts.slice(from, from + BATCH), { pooling: 'mean', normalize: true })
    dim = dims[1] ?? 0
    all ??= new Float32Array(texts.length * dim)
    all.set(data, from * dim)
  }
  return { dim, vectors: all ?? new Float32Array(0) }
}
