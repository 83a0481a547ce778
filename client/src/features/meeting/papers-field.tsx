import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import type { AgendaPaper } from '../../api/agenda'
import { deliverables } from '../../api/deliverables'
import { keepPaper } from '../../api/files'
import { Actions, Button, IconButton } from '../../ui/button'
import { inputClass } from '../../ui/field'
import { Icon } from '../../ui/icon'
import css from './meeting.module.css'

type Props = {
  meeting: string
  papers: readonly AgendaPaper[]
  set: (papers: AgendaPaper[]) => void
  /** Says whether a file is still on its way. */
  waiting: (is: boolean) => void
}

/** What people read before an item: files, and deliverables as they stand. */
export function PapersField({ meeting, papers, set, waiting }: Props) {
  const { t } = useLingui()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { data: texts = [] } = useQuery(deliverables())
  const keep = useMutation({
    mutationFn: (file: File) => keepPaper(meeting, file),
    onMutate: () => waiting(true),
    onSuccess: ({ ref, title }) => set([...papers, { kind: 'file', ref, title }]),
    onSettled: () => waiting(false),
  })
  const free = texts.filter((text) => !papers.some(({ ref }) => ref === text.id))
  return (
    <div className={css.field} role="group" aria-labelledby={id}>
      <b id={id}>
        <Trans>Papers</Trans>
      </b>
      {papers.length > 0 && (
        <ul className={css.papers}>
          {papers.map(({ title, ...paper }) => (
            <li key={paper.ref}>
              <Icon name={paper.kind === 'file' ? 'download' : 'doc'} />
              <bdi>{title}</bdi>
              <IconButton icon="x" size="small" label={t`Take “${title}” off`} onClick={() => set(papers.filter(({ ref }) => ref !== paper.ref))} />
            </li>
          ))}
        </ul>
      )}
      {keep.error && (
        <p className="late" role="alert">
          {keep.error.message}
        </p>
      )}
      <Actions>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t`A file for the item`}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            event.target.value = ''
            if (file) keep.mutate(file)
          }}
        />
        <Button size="small" icon="plus" busy={keep.isPending} onClick={() => input.current?.click()}>
          <Trans>Add a file</Trans>
        </Button>
        {free.length > 0 && (
          <select
            className={inputClass}
            aria-label={t`Add a deliverable`}
            value=""
            onChange={(event) => {
              const text = free.find((one) => one.id === event.target.value)
              if (text) set([...papers, { kind: 'deliverable', ref: text.id, title: text.title }])
            }}
          >
            <option value="">{t`Add a deliverable`}</option>
            {free.map((text) => (
              <option key={text.id} value={text.id}>
                {text.title}
              </option>
            ))}
          </select>
        )}
      </Actions>
    </div>
  )
}
