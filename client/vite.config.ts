import { fileURLToPath } from 'node:url'
import { transformAsync } from '@babel/core'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { wordsInTwoParts } from './words.config.ts'

// The server a developer runs beside `npm run dev`.
const server = process.env['RAPPORTEUR_PUBLIC_URL'] ?? 'http://localhost:8080'

// Libraries the shell needs, less the parts of them that only some pages use.
const everywhere = /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack|@lingui|openapi-fetch)\//
const onSomePages = /(queriesObserver|mutationObserver|infiniteQuery\w*|useMutation|useQuery|useQueries|useSuspense\w+|useInfinite\w+|useBaseQuery|queryObserver|suspense)\.js$/

interface Modules {
  getModuleInfo: (id: string) => { importers: readonly string[] } | null
}
const first = '/src/app/main.tsx'

/** Whether the first page cannot do without a module of ours: the chain of its importers leads to main.tsx. */
const shell = (id: string, ctx: Modules, seen = new Set<string>()): boolean => {
  if (id.endsWith(first)) return true
  if (!id.includes('/src/') || seen.has(id)) return false
  seen.add(id)
  return (ctx.getModuleInfo(id)?.importers ?? []).some((importer) => shell(importer, ctx, seen))
}

/**
 * Turns the Lingui macros into calls. Only files that use one go through
 * Babel, and Babel touches nothing else: types and JSX are left to Vite.
 */
export const linguiMacro = (): Plugin => ({
  name: 'rapporteur-lingui-macro',
  enforce: 'pre',
  async transform(code, id) {
    if (!/\.tsx?$/.test(id) || !/@lingui\/(core|react)\/macro/.test(code)) return null
    const out = await transformAsync(code, {
      filename: id,
      babelrc: false,
      configFile: false,
      sourceMaps: true,
      plugins: ['@lingui/babel-plugin-lingui-macro'],
      parserOpts: { plugins: ['typescript', 'jsx'] },
    })
    return out?.code ? { code: out.code, map: out.map ?? null } : null
  },
})

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [linguiMacro(), lingui(), wordsInTwoParts(), react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    // The policy of our pages allows files only, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        // What every page needs travels in two files: many small ones compress worse and ask more often.
        codeSplitting: {
          groups: [
            { name: 'react', priority: 2, test: (id: string) => everywhere.test(id) && !onSomePages.test(id) },
            { debugName: 'shell', name: (id: string, ctx: Modules) => (!id.endsWith(first) && shell(id, ctx) ? 'shell' : null), priority: 1 },
            { name: 'parts', test: /\/src\/(ui|i18n|api)\/[^/]+$/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/auth', '/demo', '/collab', '/feed'].map((path) => [
        path,
        { target: server, ws: path === '/collab' || path === '/feed', changeOrigin: false },
      ]),
    ),
  },
})
