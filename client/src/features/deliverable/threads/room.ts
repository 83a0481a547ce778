// What comes after the page, in one file.
export { Keeper, Start } from './keeper'
export { ThreadsPanel } from './threads-panel'
