const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y', 'e', 'da', 'das', 'do', 'dos', 'di', 'van', 'von', 'der', 'san', 'santa'])

/**
 * The fullest form of a full name (one field, as people type it) that fits into `most` bytes of UTF-8. Particles go with the
 * word they lead («de la Cruz» is one part). The first part and the last two stand as long as anything can: first the parts
 * between them become initials, from left to right and only as many as needed; then the initials go; then the last part
 * becomes an initial, then goes. Only then is the end cut, and «…» says so.
 */
export function shortName(fullName: string, most: number): string {
  const parts = partsOf(fullName)
  const [first = '', ...rest] = parts
  const middle = rest.slice(0, -2)
  const last = rest.slice(-2)
  const forms = [
    ...Array.from({ length: middle.length + 1 }, (_, n) => [first, ...middle.slice(0, n).map(initial), ...middle.slice(n), ...last]),
    [first, ...last],
    ...(last.length > 1 ? [[first, last[0] ?? '', initial(last[1] ?? '')], [first, last[0] ?? '']] : []),
  ].map((form) => form.join(' '))
  return forms.find((form) => bytesOf(form) <= most) ?? cut(forms.at(-1) ?? '', most)
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

/** «María del Rosario Quispe» -> María | del Rosario | Quispe */
function partsOf(fullName: string): string[] {
  const parts: string[] = []
  let lead = ''
  for (const word of fullName.normalize('NFC').split(/\s+/).filter(Boolean)) {
    if (PARTICLES.has(word.toLowerCase())) lead += `${word} `
    else {
      parts.push(lead + word)
      lead = ''
    }
  }
  return lead ? [...parts, lead.trim()] : parts
}

/** «de la Cruz» -> «C.» */
function initial(part: string): string {
  const main = part.split(' ').at(-1) ?? ''
  return `${[...main][0] ?? ''}.`
}

function cut(text: string, most: number): string {
  const kept = [...text]
  while (kept.length && bytesOf(kept.join('') + '…') > most) kept.pop()
  return kept.join('').trimEnd() + '…'
}
