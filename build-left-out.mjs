import { readFileSync } from 'node:fs'

/** The parser makes a `require` of its own, which would hide the one that each chunk gets before it is there. */
export const chunkRequire = {
  name: 'chunk-require',
  setup({ onLoad }) {
    onLoad({ filter: /web-tree-sitter\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const contents = text.replace(
        /const \{ createRequire \} = await import\("module"\);\s*var require = createRequire\(import\.meta\.url\);/,
        '',
      )
      if (contents === text) throw new Error('web-tree-sitter makes its require in another way now: look at build-left-out.mjs')
      return { contents, loader: 'js' }
    })
  },
}

/** LangChain's class for Claude could make the SDK's client, and ours never does (src/models/anthropic/open-event-stream.ts): 0.2 MB less. */
export const withoutSdkClient = {
  name: 'without-sdk-client',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@anthropic-ai\/sdk$/ }, () => ({ path: 'anthropic-client', namespace: 'left-out' }))
    onLoad({ filter: /^anthropic-client$/, namespace: 'left-out' }, () => ({ contents: 'export class Anthropic {}' }))
  },
}
