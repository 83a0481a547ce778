import { Image as TiptapImage } from '@tiptap/extension-image'
import { PICTURE } from '../schema'

/** Where pictures of ours are served from; nothing else is ever shown, so that no page can count its readers. */
export const PICTURES = '/api/files/'

/** A picture of this installation, with the words for who cannot see it. */
export const Image = TiptapImage.extend({
  addAttributes() {
    return {
      src: {
        default: null,
        parseHTML: (element: HTMLElement) => ownSource(element.getAttribute('src')),
        renderHTML: (attributes: Record<string, unknown>) => {
          const src = ownSource(attributes.src)
          return src === null ? {} : { src }
        },
      },
      alt: { default: null },
      title: { default: null },
      width: { default: null, parseHTML: (element: HTMLElement) => pixels(element.getAttribute('width')) },
      height: { default: null, parseHTML: (element: HTMLElement) => pixels(element.getAttribute('height')) },
    }
  },
  parseHTML: () => [{ tag: `img[src^="${PICTURES}"]` }],
  addInputRules: () => [],
}).configure({ inline: false, HTMLAttributes: { loading: 'lazy', decoding: 'async' } })

function ownSource(src: unknown): string | null {
  return typeof src === 'string' && PICTURE.test(src) ? src : null
}

function pixels(value: string | null): number | null {
  const n = Number(value)
  return value !== null && Number.isInteger(n) && n > 0 ? n : null
}
