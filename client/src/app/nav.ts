import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { LinkProps } from '@tanstack/react-router'
import type { IconName } from '../ui/icons'

/** `can`: shown only to whom the server says so. */
export type Place = { to: NonNullable<LinkProps['to']>; word: MessageDescriptor; icon: IconName; exact?: boolean; can?: string }

/** The main places, in the order of the bar; five at most, so that they fit a phone. */
export const places: readonly Place[] = [
  { to: '/', word: msg`Home`, icon: 'home', exact: true },
  { to: '/groups', word: msg`Groups`, icon: 'people' },
  { to: '/meetings', word: msg`Meetings`, icon: 'calendar' },
  { to: '/pilots', word: msg`Pilots`, icon: 'pin' },
  { to: '/oversight', word: msg`Overview`, icon: 'eye', can: 'see_overview' },
]
