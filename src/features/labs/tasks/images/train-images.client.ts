import { serveTraining } from '../../workbench/serve.ts'
import { carryOutImages } from './carry-out.ts'

serveTraining(carryOutImages)
