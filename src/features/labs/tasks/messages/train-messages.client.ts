import { serveTraining } from '../../workbench/serve.ts'
import { carryOutMessages } from './carry-out.ts'

serveTraining(carryOutMessages)
