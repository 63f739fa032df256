import { serveTraining } from '../../workbench/serve.ts'
import { carryOutAlarms } from './carry-out.ts'

serveTraining(carryOutAlarms)
