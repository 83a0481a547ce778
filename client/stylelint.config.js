// Colours and sizes live in ui/tokens.css; directions are logical, so that
// dir="rtl" mirrors a page by itself.
const physical = ['left', 'right', 'top', 'bottom', 'float', 'clear']
const sides = ['margin', 'padding', 'border'].flatMap((p) => ['left', 'right', 'top', 'bottom'].map((s) => `${p}-${s}`))

export default {
  rules: {
    'color-no-hex': true,
    'color-named': ['never', { ignoreProperties: ['forced-color-adjust'] }],
    'function-disallowed-list': ['rgb', 'rgba', 'hsl', 'hsla', 'oklch'],
    'property-disallowed-list': [...physical, ...sides, 'width', 'height', 'min-width', 'max-width', 'min-height', 'max-height', 'letter-spacing'],
    'declaration-property-value-disallowed-list': { 'text-align': ['left', 'right'] },
    'declaration-block-no-duplicate-properties': true,
    'block-no-empty': true,
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global', 'local'] }],
    'property-no-unknown': [true, { ignoreProperties: ['composes'] }],
  },
  overrides: [
    {
      files: ['src/ui/tokens.css'],
      rules: { 'color-no-hex': null, 'color-named': null, 'function-disallowed-list': null },
    },
  ],
}
