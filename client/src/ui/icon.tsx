import { classes } from './classes'
import { directional, type IconName } from './icons'
import sheet from './icons.svg?url'

/**
 * An icon stands beside its word and is silent; alone it stands only in a
 * button that has a name. The drawings are one file of their own, fetched once.
 */
export function Icon({ name, big = false }: { name: IconName; big?: boolean }) {
  return (
    <svg className={classes('icon', big && 'icon-big', directional.has(name) && 'icon-flip')} aria-hidden="true">
      <use href={`${sheet}#${name}`} />
    </svg>
  )
}
