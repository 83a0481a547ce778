import css from './stage-bar.module.css'

/** How far something is on its way, as segments. `label` says it in words: "Drafting, step 3 of 7". */
export function StageBar({ stages, current, label }: { stages: readonly { key: string; label: string }[]; current: string; label: string }) {
  const at = stages.findIndex((stage) => stage.key === current)
  return (
    <ol className={css.stages} aria-label={label}>
      {stages.map((stage, index) => (
        <li key={stage.key} className={index < at ? css.done : undefined} aria-current={index === at ? 'step' : undefined}>
          <span>{stage.label}</span>
        </li>
      ))}
    </ol>
  )
}
