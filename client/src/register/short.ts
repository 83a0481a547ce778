/** The beginning of long words, for a name. */
export const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 59)}…` : words)
