import { visibleLine } from '../../../src/kernel/visible-text.ts'

export interface AttachmentOptions {
  readonly name: string
  readonly type?: string
}

/** A file to be saved: never opened by the browser, whatever it holds (guard/security-headers.ts is for one that opens it nevertheless). */
export function attachment(bytes: Uint8Array<ArrayBuffer>, { name, type = 'application/octet-stream' }: AttachmentOptions): Response {
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encodeURIComponent(visibleLine(name))}`,
      'cache-control': 'no-store',
    },
  })
}

// RFC 6266: the plain form for those that do not know the other one.
function plainName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_')
}
