/** Offers districts while one types; without it (or without signal) the field is read on the server all the same. */
const WAIT_MS = 200

for (const input of document.querySelectorAll<HTMLInputElement>('input[list="district-list"]')) suggest(input)

function suggest(input: HTMLInputElement): void {
  const list = document.getElementById('district-list')
  if (!list) return
  let timer = 0
  let asked = ''
  input.addEventListener('input', () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => { void offer() }, WAIT_MS)
  })
  async function offer(): Promise<void> {
    const query = input.value.trim()
    if (query.length < 2 || query === asked || /\d/.test(query)) return
    asked = query
    const answer = await fetch(`/districts?q=${encodeURIComponent(query)}`, { headers: { accept: 'application/json' } }).catch(() => null)
    // Somebody who typed on in the meantime gets the next answer.
    if (!answer?.ok || asked !== query) return
    const labels = (await answer.json()) as string[]
    list!.replaceChildren(...labels.map((label) => {
      const option = document.createElement('option')
      option.value = label
      return option
    }))
  }
}
