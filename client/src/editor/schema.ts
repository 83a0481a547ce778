/**
 * The version of the document's schema this build knows, sent with the socket.
 * It is server/coedit/schema.json's: schema.test.ts holds the two together.
 */
export const SCHEMA_VERSION = 1

/** Blocks that carry an id given by the server: what a thread, a record or a link points at. */
export const BLOCKS = [
  'paragraph', 'heading', 'blockquote', 'codeBlock', 'horizontalRule',
  'bulletList', 'orderedList', 'listItem', 'taskList', 'taskItem',
  'table', 'tableRow', 'tableHeader', 'tableCell', 'image',
  'agendaItem', 'decision', 'action',
] as const

/** What the server takes for the address of a link (patterns in the same table). */
export const LINK = /^(?:[hH][tT][tT][pP][sS]?:\/\/[^\x00-\x20/?#\\]|[mM][aA][iI][lL][tT][oO]:|[tT][eE][lL]:|#|\/(?:[^/\\]|$))[^\x00-\x1f\x7f]*$/

/** What the server takes for the address of a picture. */
export const PICTURE = /^\/api\/files\/[0-9A-Za-z_-]{1,64}$/
