import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Shell } from './shell'

const root = createRootRoute({ component: Shell })
const home = createRoute({ getParentRoute: () => root, path: '/' }).lazy(() => import('../features/home/home.page').then((m) => m.route))

export const router = createRouter({
  routeTree: root.addChildren([home]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
