import { openWorkbench } from '../../workbench/open.tsx'
import { alarmPlug } from './plug.tsx'

openWorkbench(alarmPlug)
