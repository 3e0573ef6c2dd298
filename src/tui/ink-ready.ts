import * as yoga from 'yoga-layout'

/** Resolves when Ink can lay out. In the built program its engine is started without a top-level await (build-ink.mjs). */
export async function inkReady(): Promise<void> {
  await (yoga as { readonly yogaReady?: Promise<unknown> }).yogaReady
}
