import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import hooks from 'eslint-plugin-react-hooks'
import { readdirSync } from 'node:fs'
import tseslint from 'typescript-eslint'

// Who may import whom, as docs/architecture.md draws it.
const features = readdirSync(new URL('src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const zone = (target, except, message) => ({
  target: `./src/${target}`,
  from: './src',
  except: [...except, 'test'].map((folder) => `./${folder}`),
  message,
})

const leaves = ['ui', 'api', 'i18n']
const middle = ['session', 'group', 'editor', 'realtime']
/** Made of the middle, for several features. */
const joint = ['text', 'register', 'meeting', 'pilot']
const zones = [
  ...leaves.map((leaf) => zone(leaf, [leaf], `${leaf} knows nothing of the rest of the client.`)),
  ...middle.map((part) => zone(part, [part, ...leaves], `${part} may use ui, api and i18n only.`)),
  ...joint.map((part) => zone(part, [part, ...leaves, ...middle], `${part} may use no feature and not the app.`)),
  ...features.map((name) =>
    zone(`features/${name}`, [`features/${name}`, ...leaves, ...middle, ...joint], 'A feature never imports another, nor the app.'),
  ),
]

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', 'src/**/*.gen.ts'] },
  {
    files: ['src/**/*.{ts,tsx}', '*.config.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX, 'react-hooks': hooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'off', // the router throws redirects
    },
  },
  {
    // A parser is where a value gets its type, so it alone may say `as`.
    files: ['src/**/parse.ts', 'src/**/*.parse.ts', 'src/**/*.test.{ts,tsx}'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }] },
  },
  { files: ['*.config.ts', '*.config.js'], rules: { 'import-x/no-default-export': 'off' } },
)
