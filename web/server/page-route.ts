import type { Handler, HonoRequest } from 'hono'
import type { ClientFile } from './client-files.ts'
import { fileResponse } from './file-response.ts'
import { isNavigation } from './guard/is-navigation.ts'

const INDEX = '/index.html'

/** The built files, and for every other address that a person may open: the page, which knows its places itself. */
export function pageRoute(files: ReadonlyMap<string, ClientFile>): Handler {
  return (c) => {
    const { path } = c.req
    const file = files.get(path) ?? (isPlace(c.req) ? files.get(INDEX) : undefined)
    if (file === undefined) return c.notFound()
    return fileResponse(file, { encodings: c.req.header('accept-encoding'), hashed: path.startsWith('/assets/') })
  }
}

// A script or a picture that is gone must not be answered by a page: only what a browser opens is a place.
function isPlace(req: HonoRequest): boolean {
  return isNavigation(req) && !/^\/(api|assets)(\/|$)/.test(req.path)
}
