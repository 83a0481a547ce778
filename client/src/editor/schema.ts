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
