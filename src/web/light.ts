import type { ComponentChildren } from 'preact'

/**
 * JSX without Preact: an island that draws its elements once, and draws them anew when something happens, needs no renderer that
 * compares trees (and Preact's is half of what an island may weigh). scripts/build.mjs puts `jsx` in the place of Preact's for
 * islands that do not import it, so that the components of our pages can be used on a phone as they are.
 */
export const jsx = (type: unknown, props: object): object => ({ type, props })
export { jsx as jsxs }
export const Fragment = ({ children }: { children?: ComponentChildren }): ComponentChildren => children

/** The elements of components that know no hooks: functions, attributes, `on…` listeners. */
export function toDom(children: ComponentChildren): Node[] {
  if (children === null || children === undefined || typeof children === 'boolean' || children === '') return []
  if (Array.isArray(children)) return children.flatMap(toDom)
  if (typeof children !== 'object' || !('props' in children)) return [document.createTextNode(String(children))]
  const { type, props } = children
  // Components are called as Preact would call those without hooks.
  if (typeof type === 'function') return toDom((type as (props: object) => ComponentChildren)(props))
  const element = document.createElement(type)
  for (const [name, value] of Object.entries(props as Record<string, unknown>)) {
    if (name === 'children' || value === null || value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value as EventListener)
    else element.setAttribute(name.toLowerCase(), value === true ? '' : String(value))
  }
  element.append(...toDom(props.children))
  return [element]
}

/** Puts something else into a place. */
export function fillWith(place: Element, children: ComponentChildren): void {
  place.textContent = ''
  place.append(...toDom(children))
}
