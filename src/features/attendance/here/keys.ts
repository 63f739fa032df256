/** P, T, F and J mark the person whose row has the focus and go on to the next one; arrows go up and down. */
export function listenToKeys(list: HTMLElement): void {
  list.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = (event.target as HTMLElement).closest('li')
    if (!row) return
    const key = event.key.toUpperCase()
    if (/^[PTFJ]$/.test(key)) {
      event.preventDefault()
      row.querySelector<HTMLInputElement>(`input[value=${key}]`)?.click()
      focusRow(row.nextElementSibling ?? row)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      focusRow(event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling)
    }
  })
}

/** The chosen mark of a row, or its first one, as the Tab key would find it. */
export function focusRow(row: Element | null): void {
  const mark = row?.querySelector<HTMLInputElement>('input:checked') ?? row?.querySelector<HTMLInputElement>('input')
  if (!mark) return
  mark.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
}
