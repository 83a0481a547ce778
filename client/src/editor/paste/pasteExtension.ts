import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { DOMParser as ModelParser } from '@tiptap/pm/model'
import { cleanPaste } from './clean'

/** Keeps a picture on the server and gives where it is served from. */
export type KeepPicture = (picture: Blob, name: string) => Promise<{ src: string; width: number; height: number }>

/** What the page does around a paste. */
export interface PasteHost {
  keep: KeepPicture
  /** A picture could not be kept; the sentence says why. */
  failed: (reason: unknown) => void
  /** Pictures of the web stayed behind. */
  leftBehind: (count: number) => void
  /** Pictures were put in and have no words yet for who cannot see them. */
  placed: (srcs: string[]) => void
}

interface Options {
  host: PasteHost | null
}

/** Takes what is pasted or dropped: markup made clean, and pictures kept on the server first. */
export const Paste = Extension.create<Options>({
  name: 'cleanPaste',
  addOptions: () => ({ host: null }),
  addProseMirrorPlugins() {
    const { host } = this.options
    if (!host) return []
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => event.clipboardData !== null && take(view, host, event.clipboardData),
          handleDrop: (view, event, _slice, moved) => {
            if (moved || !event.dataTransfer || event.dataTransfer.files.length === 0) return false
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
            event.preventDefault()
            void putPictures(view, host, picturesIn(event.dataTransfer), at)
            return true
          },
        },
      }),
    ]
  },
})

const picturesIn = (data: DataTransfer): File[] => [...data.files].filter((f) => f.type.startsWith('image/'))

/** True when the paste was taken over. */
function take(view: EditorView, host: PasteHost, data: DataTransfer): boolean {
  const html = data.getData('text/html')
  const files = picturesIn(data)
  if (html === '') {
    if (files.length === 0) return false
    void putPictures(view, host, files)
    return true
  }
  if (html.includes('data-pm-slice')) return false // copied in an editor of ours: already what a document holds
  void putMarkup(view, host, html, data.getData('text/rtf'))
  return true
}

async function putMarkup(view: EditorView, host: PasteHost, html: string, rtf: string): Promise<void> {
  const pasted = cleanPaste(html, rtf)
  const body = new DOMParser().parseFromString(pasted.html, 'text/html').body
  const waiting = [...body.querySelectorAll('img[data-picture]')]
  const kept = await Promise.all(
    waiting.map(async (image) => {
      const picture = pasted.pictures[Number(image.getAttribute('data-picture'))]
      try {
        const { src, width, height } = picture ? await host.keep(picture, 'pasted') : { src: '', width: 0, height: 0 }
        image.setAttribute('src', src)
        image.setAttribute('width', String(width))
        image.setAttribute('height', String(height))
        return image.getAttribute('alt') ? [] : [src]
      } catch (reason) {
        image.remove()
        host.failed(reason)
        return []
      }
    }),
  )
  if (view.isDestroyed) return
  const slice = ModelParser.fromSchema(view.state.schema).parseSlice(body, { preserveWhitespace: true })
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true))
  if (pasted.leftBehind > 0) host.leftBehind(pasted.leftBehind)
  const without = kept.flat()
  if (without.length > 0) host.placed(without)
}

/** Puts pictures in as blocks of their own, at a place or after the caret. */
export async function putPictures(view: EditorView, host: PasteHost, pictures: File[], at?: number): Promise<void> {
  const placed: string[] = []
  for (const picture of pictures) {
    try {
      const { src, width, height } = await host.keep(picture, picture.name)
      if (view.isDestroyed) return
      const type = view.state.schema.nodes['image']
      if (!type) return
      const node = type.create({ src, width, height })
      const { $to } = view.state.selection
      const spot = at === undefined ? (($to.depth > 0 && $to.after(1)) || $to.pos) : Math.min(at, view.state.doc.content.size)
      view.dispatch(view.state.tr.insert(spot, node).scrollIntoView())
      placed.push(src)
    } catch (reason) {
      host.failed(reason)
    }
  }
  if (placed.length > 0) host.placed(placed)
}
