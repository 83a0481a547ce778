import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type Report = Schemas['Report']
export type ReportAnswers = Schemas['ReportAnswers']
export type ReportColour = Schemas['ReportColour']
export type Difficulty = Schemas['Difficulty']
export type ReportQuestion = Schemas['ReportQuestion']
export type Ask = Schemas['Ask']

/** One month of one pilot. */
export interface Month {
  pilot: string
  period: string
}

const at = (month: Month) => ({ params: { path: { ...month } } })

export const report = (month: Month) =>
  queryOptions({ queryKey: keys.report(month.pilot, month.period), queryFn: () => unwrap(client.GET('/pilots/{pilot}/reports/{period}', at(month))) })

/** Keeps answers: a draft before the report is sent, a correction after. */
export const writeReport = (month: Month, body: ReportAnswers) => unwrap(client.PUT('/pilots/{pilot}/reports/{period}', { ...at(month), body }))

export const submitReport = (month: Month, body: ReportAnswers) => unwrap(client.POST('/pilots/{pilot}/reports/{period}/submit', { ...at(month), body }))

/** Sends the last answers again, dated this month. */
export const reportNoChange = (month: Month) => unwrap(client.POST('/pilots/{pilot}/reports/{period}/no-change', at(month)))

/** Makes a sent report a draft again. */
export const takeBackReport = (month: Month) => unwrap(client.POST('/pilots/{pilot}/reports/{period}/take-back', at(month)))

/** Asks the city back; the city answers; the leaders take the report as it is. */
export const askAbout = (month: Month, text: string) => unwrap(client.POST('/pilots/{pilot}/reports/{period}/question', { ...at(month), body: { text } }))
export const answerAbout = (month: Month, text: string) => unwrap(client.POST('/pilots/{pilot}/reports/{period}/answer', { ...at(month), body: { text } }))
export const acceptReport = (month: Month) => unwrap(client.POST('/pilots/{pilot}/reports/{period}/accept', at(month)))

/** Answers something the city needs; counted from 0. */
export const answerAsk = (month: Month, ask: number, text: string) =>
  unwrap(client.POST('/pilots/{pilot}/reports/{period}/asks/{ask}', { params: { path: { ...month, ask } }, body: { text } }))
