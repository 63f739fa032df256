// Remembers on this phone how far she read, offers to go on there, and keeps the place when the language changes.
const article = document.querySelector<HTMLElement>('article[data-place]')
const place = article?.dataset.place
const KEY = `place/${place ?? ''}`

function kept(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    // Storage may be switched off; then there is no place to remember.
    return null
  }
}

if (article && place) {
  const before = kept()
  const resume = document.getElementById('resume')
  const link = resume?.querySelector('a')
  if (before && /^s\d+$/.test(before) && before !== 's1' && !location.hash && document.getElementById(before) && resume && link) {
    link.href = `#${before}`
    resume.hidden = false
  }
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) keep(entry.target.id)
  }, { rootMargin: '0px 0px -50% 0px' })
  for (const heading of Array.from(article.querySelectorAll('h2[id]'))) seen.observe(heading)
}

function keep(section: string): void {
  for (const other of Array.from(document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))) other.hash = section
  try {
    localStorage.setItem(KEY, section)
  } catch {
    // A full or closed storage costs only the remembered place.
  }
}
