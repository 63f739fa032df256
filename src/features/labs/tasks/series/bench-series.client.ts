import { openWorkbench } from '../../workbench/open.tsx'
import { seriesPlug } from './plug.tsx'

openWorkbench(seriesPlug)
