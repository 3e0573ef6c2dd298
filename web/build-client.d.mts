export function buildClient(outDir: string): Promise<void>
