/** The only makers of query keys, so that what one page changes another sees. */
export const keys = {
  installation: () => ['installation'] as const,
  session: () => ['session'] as const,
  profile: () => ['profile'] as const,
  sessions: () => ['profile', 'sessions'] as const,
  tokens: () => ['profile', 'tokens'] as const,
  invitations: (group: string) => ['invitations', 'of', group] as const,
  anyInvitations: () => ['invitations'] as const,
  openedInvitation: () => ['invitations', 'opened'] as const,
  groups: () => ['groups'] as const,
  group: (id: string) => ['groups', id] as const,
  meetings: (of: { group?: string; mine?: boolean }) => ['meetings', of] as const,
  /** Without a group every list of them. */
  deliverables: (group?: string) => (group === undefined ? (['deliverables', 'all'] as const) : (['deliverables', 'of', group] as const)),
  deliverable: (id: string) => ['deliverables', 'one', id] as const,
  text: (kind: string, id: string) => ['texts', kind, id] as const,
  writingSessions: (kind: string, id: string) => ['texts', kind, id, 'sessions'] as const,
  textAt: (kind: string, id: string, moment: string) => ['texts', kind, id, 'at', moment] as const,
  anyDeliverables: () => ['deliverables'] as const,
}
