// While a recipe is being graded its page looks again by itself; without this script the link beside it does the same.
const EVERY_MS = 2000
const MOST_TIMES = 60

async function look(times: number): Promise<void> {
  const page = await fetch(location.href).then((r) => r.text()).catch(() => '')
  if (page.includes('id="outcome"')) return location.reload()
  if (times < MOST_TIMES) setTimeout(() => { void look(times + 1) }, EVERY_MS)
}

if (document.getElementById('waiting')) setTimeout(() => { void look(1) }, EVERY_MS)
