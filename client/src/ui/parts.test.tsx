import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { show } from '../test/show'
import { initials, personColour } from './avatar'
import { Button } from './button'
import { ErrorSummary, TextField } from './field'
import { Menu, MenuItem } from './menu'
import { Toasts } from './toast'
import { ToastStore, toastLife } from './toast-store'

describe('a button', () => {
  it('cannot be pressed again while it is busy, and keeps the focus', async () => {
    const press = vi.fn()
    const { rerender } = show(<Button onClick={press}>Save</Button>)
    await userEvent.click(screen.getByRole('button'))
    rerender(
      <Button busy onClick={press}>
        Save
      </Button>,
    )
    await userEvent.click(screen.getByRole('button'))
    expect(press).toHaveBeenCalledTimes(1)
    expect(document.activeElement).toBe(screen.getByRole('button'))
  })
})

describe('a field', () => {
  it('tells a screen reader its hint and what is wrong', () => {
    show(<TextField label="Reason" hint="Any language." error="An objection needs a reason." />)
    const input = screen.getByLabelText('Reason')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    const described = input.getAttribute('aria-describedby')?.split(' ').map((id) => document.getElementById(id)?.textContent)
    expect(described).toEqual(['Any language.', 'An objection needs a reason.'])
  })
  it('lets the summary of errors take the focus once, not at every key', () => {
    const errors = [{ field: 'reason', text: 'An objection needs a reason' }]
    const { rerender } = show(<ErrorSummary title="One answer is missing" errors={errors} />)
    expect(document.activeElement).toBe(screen.getByRole('alert'))
    act(() => screen.getByRole('link').focus())
    rerender(<ErrorSummary title="One answer is missing" errors={[...errors]} />)
    expect(document.activeElement).toBe(screen.getByRole('link'))
  })
})

describe('a menu', () => {
  const open = async (choose = vi.fn<(what: string) => void>()) => {
    show(
      <Menu label="Account" trigger={(props) => <button {...props}>LO</button>}>
        <MenuItem onSelect={() => choose('profile')}>Profile</MenuItem>
        <MenuItem onSelect={() => choose('help')}>Help</MenuItem>
        <MenuItem onSelect={() => choose('out')}>Sign out</MenuItem>
      </Menu>,
    )
    await userEvent.click(screen.getByRole('button'))
    return choose
  }
  it('moves by arrows, End and first letters, and chooses by Enter', async () => {
    const choose = await open()
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Help')
    await userEvent.keyboard('{End}{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Profile')
    await userEvent.keyboard('s{Enter}')
    expect(choose).toHaveBeenCalledExactlyOnceWith('out')
    expect(screen.queryByRole('menu')).toBeNull()
  })
  it('closes on Escape and gives the focus back to its button', async () => {
    await open()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'LO' }))
  })
})

describe('a toast', () => {
  it('can be undone, and goes away by itself but not under a pointer', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const store = new ToastStore()
    const undo = vi.fn()
    show(<Toasts store={store} />)
    act(() => store.show('Action closed', undo))
    await userEvent.hover(screen.getByText('Action closed'))
    act(() => {
      vi.advanceTimersByTime(2 * toastLife)
    })
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(undo).toHaveBeenCalledOnce()
    act(() => store.show('Seat filled'))
    act(() => {
      vi.advanceTimersByTime(toastLife)
    })
    expect(screen.queryByText('Seat filled')).toBeNull()
    vi.useRealTimers()
  })
})

describe('a person', () => {
  it.each([
    ['Warren Smith', 'WS'],
    ['Inés Prado', 'IP'],
    ['أمينة حداد', 'أح'],
    ['Prince', 'P'],
    ['  ', '?'],
  ])('%s is shown as %s', (name, want) => {
    expect(initials(name)).toBe(want)
  })
  it('keeps one of eight colours', () => {
    expect(personColour('p1')).toBe(personColour('p1'))
    for (const id of ['', 'a', '01J8X', 'é']) expect(personColour(id)).toBeOneOf([1, 2, 3, 4, 5, 6, 7, 8])
  })
})
