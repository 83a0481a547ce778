import { useEffect, useState } from 'react'

/** A value as it stands when nobody has changed it for a moment, in milliseconds. Give it the same object while nothing changed. */
export function useSettled<T>(value: T, wait = 300): T {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => settle(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
