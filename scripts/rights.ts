import { allRoutes } from '../src/app.ts'
import { RIGHTS } from '../src/rights.ts'

// Called by scripts/check.mjs: every route has its row in src/rights.ts, every row its route.
const routes = allRoutes().map((route) => `${route.method} ${route.path}`)
const twice = routes.filter((route, i) => routes.indexOf(route) !== i)
const problems = [
  ...twice.map((route) => `two features have the route ${route}`),
  ...routes.filter((route) => !(route in RIGHTS)).map((route) => `src/rights.ts has no row for ${route}`),
  ...Object.keys(RIGHTS).filter((row) => !routes.includes(row)).map((row) => `src/rights.ts has a row for ${row}, which no feature has`),
]
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1
