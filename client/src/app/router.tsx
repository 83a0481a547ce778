import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, redirect, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { withItsWords } from '../i18n/language'
import { ownPath } from '../session/addresses'
import { Skeleton } from '../ui/empty'
import { NotFound, Refusal } from './lazy'
import { session } from './providers'
import { Shell } from './shell'

const root = createRootRoute({
  component: Shell,
  // Every page shows who is signed in. Where the server does not answer, the pages for everybody do without.
  beforeLoad: async () => {
    if (session.session().state === 'unknown') await session.refresh().catch(() => undefined)
  },
})

/** Everything behind the door: asks who is signed in, once, and sends everybody else to it. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const now = session.session().state === 'unknown' ? await session.refresh() : session.session()
    if (now.state === 'signed_out') throw redirect({ to: '/sign-in', search: { to: ownPath(location.href) } })
  },
})

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const home = createRoute({ getParentRoute: () => inside, path: '/' }).lazy(() => withItsWords(import('../features/home/home.page')).then((m) => m.route))
const groups = createRoute({ getParentRoute: () => inside, path: '/groups' }).lazy(() => import('../features/groups/groups.page').then((m) => m.route))
const group = createRoute({ getParentRoute: () => inside, path: '/groups/$group' }).lazy(() => withItsWords(import('../features/groups/group.page')).then((m) => m.route))
const plan = createRoute({
  getParentRoute: () => inside,
  path: '/groups/$group/plan',
  validateSearch: (search): { planning?: true; change?: string } => ({
    ...(search['planning'] === true && { planning: true }),
    ...(text(search['change']) !== undefined && { change: text(search['change']) }),
  }),
}).lazy(() => withItsWords(import('../features/plan/plan.page')).then((m) => m.route))
const deliverable = createRoute({
  getParentRoute: () => inside,
  path: '/deliverables/$deliverable',
  validateSearch: (search): { thread?: string } => ({ ...(text(search['thread']) !== undefined && { thread: text(search['thread']) }) }),
}).lazy(() => withItsWords(import('../features/deliverable/deliverable.page')).then((m) => m.route))
const offices = createRoute({ getParentRoute: () => inside, path: '/offices' }).lazy(() => import('../features/offices/offices.page').then((m) => m.route))
const meetings = createRoute({
  getParentRoute: () => inside,
  path: '/meetings',
  validateSearch: (search): { group?: string } => ({ ...(text(search['group']) !== undefined && { group: text(search['group']) }) }),
}).lazy(() => withItsWords(import('../features/meetings/meetings.page')).then((m) => m.route))
const meeting = createRoute({ getParentRoute: () => inside, path: '/meetings/$meeting' }).lazy(() => withItsWords(import('../features/meeting/meeting.page')).then((m) => m.route))
const minutes = createRoute({ getParentRoute: () => inside, path: '/meetings/$meeting/minutes' }).lazy(() => withItsWords(import('../features/minutes/minutes.page')).then((m) => m.route))
const pilots = createRoute({
  getParentRoute: () => inside,
  path: '/pilots',
  validateSearch: (search): { group?: string | undefined; view?: 'board' | undefined } => ({
    ...(text(search['group']) !== undefined && { group: text(search['group']) }),
    ...(search['view'] === 'board' && { view: 'board' }),
  }),
}).lazy(() => withItsWords(import('../features/pilots/pilots.page')).then((m) => m.route))
const pilot = createRoute({ getParentRoute: () => inside, path: '/pilots/$pilot' }).lazy(() => withItsWords(import('../features/pilots/pilot.page')).then((m) => m.route))
const report = createRoute({ getParentRoute: () => inside, path: '/pilots/$pilot/reports/$period' }).lazy(() => withItsWords(import('../features/report/report.page')).then((m) => m.route))
const actions = createRoute({
  getParentRoute: () => inside,
  path: '/actions',
  validateSearch: (search): { group?: string; whose?: 'all'; show?: 'overdue' | 'all' } => ({
    ...(text(search['group']) !== undefined && { group: text(search['group']) }),
    ...(search['whose'] === 'all' && { whose: 'all' }),
    ...((search['show'] === 'overdue' || search['show'] === 'all') && { show: search['show'] }),
  }),
}).lazy(() => withItsWords(import('../features/registers/actions.page')).then((m) => m.route))
const decisions = createRoute({
  getParentRoute: () => inside,
  path: '/decisions',
  validateSearch: (search): { group?: string } => ({ ...(text(search['group']) !== undefined && { group: text(search['group']) }) }),
}).lazy(() => withItsWords(import('../features/registers/decisions.page')).then((m) => m.route))
const oversight = createRoute({
  getParentRoute: () => inside,
  path: '/oversight',
  validateSearch: (search): { only?: string | undefined } => ({ ...(text(search['only']) !== undefined && { only: text(search['only']) }) }),
}).lazy(() => withItsWords(import('../features/oversight/oversight.page')).then((m) => m.route))
const profile = createRoute({ getParentRoute: () => inside, path: '/profile' }).lazy(() => import('../features/profile/profile.page').then((m) => m.route))

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string; problem?: string; reference?: string } => ({
    to: ownPath(search['to']),
    ...(text(search['problem']) !== undefined && { problem: text(search['problem']) }),
    ...(text(search['reference']) !== undefined && { reference: text(search['reference']) }),
  }),
  beforeLoad: ({ search }) => {
    // Nobody who is in has to stand at the door.
    if (session.session().state === 'signed_in' && search.problem === undefined) throw redirect({ href: ownPath(search.to) })
  },
}).lazy(() => import('../features/sign-in/sign-in.page').then((m) => m.route))
const signedIn = createRoute({ getParentRoute: () => root, path: '/signed-in' }).lazy(() => import('../features/sign-in/signed-in.page').then((m) => m.route))
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation' }).lazy(() => import('../features/invitation/invitation.page').then((m) => m.route))
const mailbox = createRoute({ getParentRoute: () => root, path: '/mailbox' }).lazy(() => import('../features/mailbox/mailbox.page').then((m) => m.route))
const help = createRoute({ getParentRoute: () => root, path: '/help' }).lazy(() => import('../features/help/help.page').then((m) => m.route))

export const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren([
      home,
      groups,
      group,
      plan,
      deliverable,
      offices,
      meetings,
      meeting,
      minutes,
      pilots,
      pilot,
      report,
      actions,
      decisions,
      oversight,
      profile,
    ]),
    signIn,
    signedIn,
    invitation,
    mailbox,
    help,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Failed,
  defaultPendingComponent: Pending,
})

function Failed({ error }: ErrorComponentProps) {
  const { reset } = useQueryErrorResetBoundary()
  const router = useRouter()
  return (
    <Refusal
      error={error}
      again={() => {
        reset()
        void router.invalidate()
      }}
    />
  )
}

function Pending() {
  return <Skeleton lines={6} />
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
