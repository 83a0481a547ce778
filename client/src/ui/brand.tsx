/** The mark beside the name: a caret, the sign of "insert here". */
export function Brand() {
  return (
    <>
      <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" strokeWidth="2.2">
        <path d="M2 12.5 8 4l6 8.5M2 2h12" />
      </svg>
      Rapporteur
    </>
  )
}
