/** What every build by esbuild has in common. */
export const shared = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  legalComments: 'none',
  logLevel: 'warning',
  minify: true,
  keepNames: true,
}

/** Packages with code that is not JavaScript: they stay where they are installed. */
export const external = ['better-sqlite3', 'sqlite-vec']
