import { openWorkbench } from '../../workbench/open.tsx'
import { clusterPlug } from './plug.tsx'

openWorkbench(clusterPlug)
