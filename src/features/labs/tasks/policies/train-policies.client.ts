import { serveTraining } from '../../workbench/serve.ts'
import { carryOutPolicy } from './carry-out.ts'

serveTraining(carryOutPolicy)
