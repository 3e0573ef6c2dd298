export function buildClient(outDir: string, from?: string): Promise<void>
