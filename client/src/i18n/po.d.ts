// Catalogues are compiled by the Lingui plugin as they are imported, each in two parts (words.config.ts).
declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
declare module '*.po?lingui' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
