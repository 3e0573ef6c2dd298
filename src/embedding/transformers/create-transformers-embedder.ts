import { basename, dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ClawError } from '../../kernel/claw-error.ts'
import { hasWords } from '../../kernel/has-words.ts'
import type { Embedder } from '../embedder.ts'
import { findTransformers } from './find-transformers.ts'
import { modelIdentity } from './model-identity.ts'
import type { EmbedReply, TransformersSettings } from './worker-messages.ts'

export interface TransformersOptions {
  /** The folder of the model, or null for `name` from the hub. */
  readonly path: string | null
  readonly name: string
  /** Where models of the hub are kept. */
  readonly cacheDir: string
  /** The installation of claw: the library is looked for beside it. */
  readonly packageDir: string
  /** The built transformers.worker.js. */
  readonly workerPath: string
}

export interface TransformersEmbedder extends Embedder {
  close(): void
}

// Longer texts say what they are about at their beginning, and the models read 256 to 512 pieces.
const MAX_CHARACTERS = 4000

/**
 * A sentence model by transformers.js in a thread of its own: the event loop is never held up. The thread starts with the first text, ends with the
 * process, and is started anew after it died. Throws EMBEDDER_MISSING and EMBEDDER_FAILED, from `embed` as well.
 */
export async function createTransformersEmbedder(options: TransformersOptions): Promise<TransformersEmbedder> {
  const thread = createThread(settingsOf(options))
  const identity = modelIdentity(options)
  // A model of the hub tells its dimension when it is there.
  const dim = identity.dim ?? (await thread.embed(['dimension']).then((vectors) => vectors[0]?.length)) ?? 0

  async function embed(texts: readonly string[]): Promise<Float32Array[]> {
    const told = texts.map((text) => text.slice(0, MAX_CHARACTERS))
    const telling = told.filter(hasWords)
    const vectors = telling.length === 0 ? [] : await thread.embed(telling)
    let next = 0
    return told.map((text) => (hasWords(text) ? (vectors[next++] ?? new Float32Array(dim)) : new Float32Array(dim)))
  }

  return { model: identity.model, dim, embed, close: thread.close }
}

function settingsOf({ path, name, cacheDir, packageDir, workerPath }: TransformersOptions) {
  const data = (): TransformersSettings => ({
    library: findTransformers(packageDir),
    parent: path === null ? null : dirname(path),
    name: path === null ? name : basename(path),
    cacheDir,
  })
  return { workerPath, data, where: path ?? `${name} of the hub` }
}

interface Waiting {
  readonly resolve: (vectors: Float32Array[]) => void
  readonly reject: (error: ClawError) => void
}

function createThread({ workerPath, data, where }: { workerPath: string; data: () => TransformersSettings; where: string }) {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let last = 0

  function start(): Worker {
    const started = new Worker(workerPath, { workerData: data(), env: {} })
    started.on('message', settle)
    started.on('error', (error) => end(started, error.message))
    started.on('exit', (code) => end(started, `its thread ended with ${code}`))
    return started
  }

  function settle(reply: EmbedReply): void {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) worker?.unref()
    if ('problem' in reply) asked?.reject(failure(reply.problem))
    else asked?.resolve(cut(reply.vectors, reply.dim))
  }

  function end(ended: Worker, reason: string): void {
    if (worker !== ended) return
    worker = undefined
    for (const { reject } of waiting.values()) reject(failure(reason))
    waiting.clear()
  }

  function failure(reason: string): ClawError {
    return new ClawError('EMBEDDER_FAILED', `The embedder ${where} gives no vectors: ${reason}`, {
      fix: 'CLOSED_CLAW_EMBEDDING_MODEL=static claw run "..."',
    })
  }

  async function embed(texts: readonly string[]): Promise<Float32Array[]> {
    worker ??= start()
    // Alive only as long as somebody waits for it.
    worker.ref()
    last += 1
    const id = last
    worker.postMessage({ id, texts })
    return new Promise((resolve, reject) => void waiting.set(id, { resolve, reject }))
  }

  function close(): void {
    const ending = worker
    if (ending === undefined) return
    end(ending, 'it was closed')
    void ending.terminate()
  }

  return { embed, close }
}

function cut(vectors: Float32Array, dim: number): Float32Array[] {
  return Array.from({ length: dim === 0 ? 0 : vectors.length / dim }, (_, i) => vectors.subarray(i * dim, (i + 1) * dim))
}
