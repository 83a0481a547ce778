import { drawings, type IconName } from './icons'

/** An icon stands beside its word and is silent; alone it stands only in a button that has a name. */
export function Icon({ name, big = false }: { name: IconName; big?: boolean }) {
  return (
    <svg className={big ? 'icon icon-big' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      {drawings[name]}
    </svg>
  )
}
