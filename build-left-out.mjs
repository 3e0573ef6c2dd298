import { replaced } from './build-replaced.mjs'

/** The parser makes a `require` of its own, which would hide the one that each chunk gets before it is there. */
export const chunkRequire = {
  name: 'chunk-require',
  setup({ onLoad }) {
    onLoad({ filter: /web-tree-sitter\.js$/ }, ({ path }) => ({
      contents: replaced(path, [
        /const \{ createRequire \} = await import\("module"\);\s*var require = createRequire\(import\.meta\.url\);/,
        '',
      ]),
      loader: 'js',
    }))
  },
}

// LangSmith takes the traces of a graph elsewhere when a variable says so. What is left is where LangChain keeps the configuration of a call.
const LANGSMITH = `
export class Client {}
export class RunTree { constructor(fields) { Object.assign(this, fields) } }
export const isRunTree = (value) => value instanceof RunTree
export const isTraceableFunction = () => false
export const getCurrentRunTree = () => undefined
export const getDefaultProjectName = () => 'default'
export const convertToDottedOrderFormat = () => ({ dottedOrder: '', microsecondPrecisionDatestring: '' })`

/** Packages of which only the name is needed, by what stands for them. */
const STAND_INS = [
  // LangChain's class for Claude could make the SDK's client, and ours never does (src/models/anthropic/open-event-stream.ts): 0.2 MB less.
  { filter: /^@anthropic-ai\/sdk$/, contents: 'export class Anthropic {}' },
  { filter: /^langsmith(\/|$)/, contents: LANGSMITH },
  // Revives objects of LangChain in a checkpoint, with all of its classes at hand. Ours hold words (src/coordinator/graph-state.ts).
  { filter: /^@langchain\/core\/load$/, contents: "export const load = () => { throw new Error('A checkpoint holds words alone.') }" },
]

/** What the packages bring along and claw never uses: less to ship, to load, and to go wrong. */
export const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    for (const { filter, contents } of STAND_INS) {
      onResolve({ filter }, ({ path }) => ({ path, namespace: 'stand-in' }))
      onLoad({ filter, namespace: 'stand-in' }, () => ({ contents }))
    }
    // Messages in fifty languages, of which English is the one that is set.
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: "export { default as en } from './en.js'" }))
    // Tracing, verbose output on stdout, keys and addresses: src/config alone reads the environment.
    onLoad({ filter: /@langchain\/core\/dist\/utils\/env\.js$/ }, ({ path }) => ({
      contents: replaced(path, ['return process.env?.[name];', 'return;']),
    }))
  },
}
