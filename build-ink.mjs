import { replaced } from './build-replaced.mjs'

/** Ink as chunks that load like functions: neither it nor its layout engine may await anything at the top of a module. */
export const inkWithoutAwait = {
  name: 'ink-without-await',
  setup({ onLoad }) {
    // The engine is ready a moment after it was loaded: src/tui/ink-ready.ts waits for that.
    onLoad({ filter: /yoga-layout\/dist\/src\/index\.js$/ }, ({ path }) => {
      const contents = replaced(path, [
        'const Yoga = wrapAssembly(await loadYoga());',
        'const Yoga = {}; export const yogaReady = loadYoga().then((lib) => Object.assign(Yoga, wrapAssembly(lib)));',
      ])
      return { contents, loader: 'js' }
    })
    // Taken from its text: by fetch() of a data: address, Node would first load all that it has for the network, 40 ms.
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: replaced(path, [
        /H="data:application\/octet-stream;base64,([^"]*)"/,
        'H="data:application/octet-stream;base64,";w=Buffer.from("$1","base64")',
      ]),
      loader: 'js',
    }))
    // The developer tools of React: a connection elsewhere, opened by an environment variable.
    onLoad({ filter: /ink\/build\/reconciler\.js$/ }, ({ path }) => {
      const contents = replaced(
        path,
        [/if \(isDev\(\)\) \{\s*try \{\s*await import[\s\S]*?\n\}\n/, ''],
        [/isDev\(\)\s*\? await loadPackageJson\(\)\s*:/, ''],
      )
      return { contents, loader: 'js' }
    })
  },
}
