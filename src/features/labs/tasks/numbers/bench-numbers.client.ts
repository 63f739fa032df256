import { openWorkbench } from '../../workbench/open.tsx'
import { numberPlug } from './plug.tsx'

openWorkbench(numberPlug)
