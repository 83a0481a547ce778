// Finds the yjs package: beside the client, or where YJS_MODULES points.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const home = process.env.YJS_MODULES
  ? pathToFileURL(process.env.YJS_MODULES + '/package.json')
  : new URL('../../../../client/package.json', import.meta.url)

export const Y = createRequire(home)('yjs')
