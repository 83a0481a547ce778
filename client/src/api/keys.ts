/** The only makers of query keys, so that what one page changes another sees. */
export const keys = {
  installation: () => ['installation'] as const,
}
