interface Props {
  readonly label: string
  readonly count: number | null
  /** The count stands for a danger. */
  readonly danger?: boolean
  readonly here: boolean
  readonly onPress: () => void
}

/** One place to go to, with a count where it means work. */
export function NavItem({ label, count, danger = false, here, onPress }: Props) {
  const tone = danger && count !== null && count > 0 ? 'nav-count nav-count-god' : 'nav-count'
  return (
    <button type="button" className="nav-item" aria-current={here ? 'page' : undefined} onClick={onPress}>
      <span className="truncate">{label}</span>
      {count !== null && <span className={tone}>{count}</span>}
    </button>
  )
}
