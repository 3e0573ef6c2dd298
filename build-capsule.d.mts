import type { Metafile } from 'esbuild'

export function buildCapsule(outdir: string): Promise<Metafile>
