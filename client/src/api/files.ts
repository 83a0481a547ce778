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
