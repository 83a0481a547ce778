type Timed = { start: string; end: string; state: string }

/** The meetings that have not ended, soonest first: the firm ones, and apart from them the provisional. */
export function upcoming<M extends Timed>(meetings: readonly M[], now: Date): { firm: M[]; provisional: M[] } {
  const ahead = meetings.filter((meeting) => Date.parse(meeting.end) > now.getTime()).sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
  return { firm: ahead.filter((meeting) => meeting.state !== 'provisional'), provisional: ahead.filter((meeting) => meeting.state === 'provisional') }
}
