// The practice at the end of a lesson is fetched when she comes near it: a lesson that is only read does not pay for it.
const place = document.getElementById('practice-questions')

if (place) {
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    near.disconnect()
    void import('./practice-cards.tsx').then(({ startPractice }) => startPractice(place))
  }, { rootMargin: '600px 0px' })
  near.observe(place)
}
