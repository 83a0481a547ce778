import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type Pilot = Schemas['Pilot']
export type PilotStage = Schemas['PilotStage']
export type PilotChange = Schemas['PilotChange']
export type NewPilot = Schemas['NewPilot']
export type City = Schemas['City']
export type Clause = Schemas['Clause']
export type FocalPoint = Schemas['FocalPoint']
export type Report = Schemas['Report']

const at = (pilot: string) => ({ params: { path: { pilot } } })

/** How many pilots a page asks for at once; what is further is fetched on demand. */
const page = 200

/** The pilots one may see, by city, each with its newest months. */
export const pilots = (group?: string) =>
  queryOptions({
    queryKey: keys.pilots(group),
    queryFn: () => unwrap(client.GET('/pilots', { params: { query: { limit: page, ...(group !== undefined && { group }) } } })),
  })

/** One pilot with all its months. */
export const pilot = (id: string) => queryOptions({ queryKey: keys.pilot(id), queryFn: () => unwrap(client.GET('/pilots/{pilot}', at(id))) })

/** Makes a pilot of a city, a candidate. */
export const createPilot = (body: NewPilot) => unwrap(client.POST('/pilots', { body }))

/** Changes what is given; what is absent stays. */
export const changePilot = (id: string, body: PilotChange) => unwrap(client.PATCH('/pilots/{pilot}', { ...at(id), body }))

/** Takes it to another stage; a step back or aside says why. */
export const movePilot = (id: string, to: PilotStage, reason?: string) =>
  unwrap(client.POST('/pilots/{pilot}/stage', { ...at(id), body: { to, ...(reason !== undefined && { reason }) } }))

/** Adds a vacant seat for an official of the city. */
export const addOfficial = (id: string) => unwrap(client.POST('/pilots/{pilot}/seats', { ...at(id), body: {} }))
