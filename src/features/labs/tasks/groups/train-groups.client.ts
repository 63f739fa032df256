import { serveTraining } from '../../workbench/serve.ts'
import { carryOutClusters } from './carry-out.ts'

serveTraining(carryOutClusters)
