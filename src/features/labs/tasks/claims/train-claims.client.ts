import { serveTraining } from '../../workbench/serve.ts'
import { carryOutClaims } from './carry-out.ts'

serveTraining(carryOutClaims)
