import { serveTraining } from '../../workbench/serve.ts'
import { carryOutClasses } from './carry-out.ts'

serveTraining(carryOutClasses)
