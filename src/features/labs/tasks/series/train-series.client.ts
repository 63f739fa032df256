import { serveTraining } from '../../workbench/serve.ts'
import { carryOutSeries } from './carry-out.ts'

serveTraining(carryOutSeries)
