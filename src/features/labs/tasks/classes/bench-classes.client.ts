import { openWorkbench } from '../../workbench/open.tsx'
import { classPlug } from './plug.tsx'

openWorkbench(classPlug)
