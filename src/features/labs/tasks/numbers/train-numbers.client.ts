import { serveTraining } from '../../workbench/serve.ts'
import { carryOutNumbers } from './carry-out.ts'

serveTraining(carryOutNumbers)
