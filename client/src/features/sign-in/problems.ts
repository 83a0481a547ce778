import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export type SignInProblem = { what: MessageDescriptor; todo: MessageDescriptor }

const problems: Record<string, SignInProblem> = {
  'sign_in.unreachable': {
    what: msg`Your organisation’s sign-in did not answer.`,
    todo: msg`Nothing is wrong with your account. Wait a minute and try again; work kept on this device is still here.`,
  },
  'sign_in.expired': {
    what: msg`Signing in took too long, or was begun in another window.`,
    todo: msg`Begin again; it has to be finished within ten minutes and in the same browser.`,
  },
  'sign_in.denied': {
    what: msg`Your organisation’s sign-in did not let you in.`,
    todo: msg`Ask your organisation’s help desk whether your account may use Rapporteur.`,
  },
  'sign_in.no_seat': {
    what: msg`You have an account, but no seat here yet.`,
    todo: msg`Open the link in your invitation. If you have none, ask a co-leader of your group for one.`,
  },
  'sign_in.clock': {
    what: msg`The clock of this server and that of your organisation’s sign-in do not agree.`,
    todo: msg`Nothing is wrong with your account. Tell your administrator: the server’s clock has to be set.`,
  },
  'sign_in.misconfigured': {
    what: msg`Your organisation’s sign-in does not accept this server as it is set up.`,
    todo: msg`Nothing is wrong with your account. Tell your administrator the reference below.`,
  },
  'sign_in.no_subject': {
    what: msg`Your organisation’s sign-in did not say who you are.`,
    todo: msg`Nothing is wrong with your account. Tell your administrator the reference below.`,
  },
  'sign_in.untrusted': {
    what: msg`What your organisation’s sign-in answered cannot be trusted, so you were not signed in.`,
    todo: msg`Nothing is wrong with your account. Tell your administrator the reference below.`,
  },
  'sign_in.no_email': {
    what: msg`Your organisation does not tell us a confirmed e-mail address of yours.`,
    todo: msg`Ask your organisation’s help desk to confirm the address of your account and to share it with Rapporteur.`,
  },
}

const other: SignInProblem = {
  what: msg`Signing in did not work.`,
  todo: msg`Try again. If it happens again, tell your administrator the reference below.`,
}

/** What a failed sign-in means and what to do, by the server's code. */
export const problemOf = (code: string): SignInProblem => problems[code] ?? other
