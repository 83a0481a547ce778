import { client } from './client'
import type { TextName } from './documents'
import { unwrap } from './unwrap'

/** Keeps a picture for a text and gives where it is served from, with its size in pixels. */
export async function keepPicture(name: TextName, picture: Blob, called: string): Promise<{ src: string; width: number; height: number }> {
  const body = new FormData()
  body.append('file', picture, called)
  const kept = await unwrap(
    client.POST('/files/of/{purpose}', {
      params: { path: { purpose: 'pictures' }, query: { owner: `${name.kind}/${name.id}` } },
      body: { file: called },
      bodySerializer: () => body,
    }),
  )
  return { src: `/api/files/${kept.id}`, width: kept.width ?? 0, height: kept.height ?? 0 }
}

/** Keeps a paper of a meeting as it is, and gives what an agenda item names it by. */
export async function keepPaper(meeting: string, paper: File): Promise<{ ref: string; title: string }> {
  const body = new FormData()
  body.append('file', paper, paper.name)
  const kept = await unwrap(
    client.POST('/files/of/{purpose}', {
      params: { path: { purpose: 'papers' }, query: { owner: `meeting/${meeting}` } },
      body: { file: paper.name },
      bodySerializer: () => body,
    }),
  )
  return { ref: kept.id, title: kept.name }
}

/** Where a file is served from. */
export const addressOf = (file: string): string => `/api/files/${file}`
