/** What a colour says. It never says it alone: an icon and a word go with it. */
export type Tone = 'plain' | 'on' | 'ok' | 'warn' | 'bad' | 'off'
