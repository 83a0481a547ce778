/** The only makers of query keys, so that what one page changes another sees. */
export const keys = {
  installation: () => ['installation'] as const,
  session: () => ['session'] as const,
  profile: () => ['profile'] as const,
  sessions: () => ['profile', 'sessions'] as const,
  tokens: () => ['profile', 'tokens'] as const,
  invitations: (group: string) => ['invitations', 'of', group] as const,
  feeds: () => ['calendar', 'feeds'] as const,
  mails: () => ['mails'] as const,
  officers: () => ['officers'] as const,
  officeInvitations: () => ['invitations', 'to offices'] as const,
  anyInvitations: () => ['invitations'] as const,
  openedInvitation: () => ['invitations', 'opened'] as const,
  groups: () => ['groups'] as const,
  group: (id: string) => ['groups', id] as const,
  meetings: (of: { group?: string; mine?: boolean }) => ['meetings', of] as const,
  earlierMeetings: (group?: string) => ['meetings', 'earlier', group ?? 'mine'] as const,
  /** Every list of meetings, and each of them. */
  anyMeetings: () => ['meetings'] as const,
  meeting: (id: string) => ['meetings', 'one', id] as const,
  meetingsOfSeries: (series: string) => ['meetings', 'of series', series] as const,
  meetingsBetween: (from: string, before: string) => ['meetings', 'between', from, before] as const,
  series: (group: string) => ['series', 'of', group] as const,
  seriesPreview: (plan: object, zones: readonly string[]) => ['series', 'preview', plan, zones] as const,
  changePreview: (series: string, change: object) => ['series', 'change', series, change] as const,
  /** Every list of series, and what a change of one would do. */
  anySeries: () => ['series'] as const,
  approvedMinutes: (meeting: string) => ['meetings', 'one', meeting, 'approved'] as const,
  actions: (of: { group?: string; meeting?: string; mine?: boolean; open?: boolean; overdue?: boolean }) => ['register', 'actions', of] as const,
  decisions: (of: { group?: string; meeting?: string }) => ['register', 'decisions', of] as const,
  /** Every list of decisions and actions. */
  register: () => ['register'] as const,
  /** Without a group every list of them. */
  deliverables: (group?: string) => (group === undefined ? (['deliverables', 'all'] as const) : (['deliverables', 'of', group] as const)),
  deliverable: (id: string) => ['deliverables', 'one', id] as const,
  /** Under its deliverable: what may be said follows the stage. */
  threads: (deliverable: string) => ['deliverables', 'one', deliverable, 'threads'] as const,
  text: (kind: string, id: string) => ['texts', kind, id] as const,
  writingSessions: (kind: string, id: string) => ['texts', kind, id, 'sessions'] as const,
  textAt: (kind: string, id: string, moment: string) => ['texts', kind, id, 'at', moment] as const,
  overview: () => ['overview'] as const,
  pilots: (group?: string) => ['pilots', 'of', group ?? 'all'] as const,
  pilot: (id: string) => ['pilots', 'one', id] as const,
  report: (pilot: string, period: string) => ['pilots', 'one', pilot, period] as const,
  /** Every list of pilots, each pilot, each report. */
  anyPilots: () => ['pilots'] as const,
  anyDeliverables: () => ['deliverables'] as const,
}
