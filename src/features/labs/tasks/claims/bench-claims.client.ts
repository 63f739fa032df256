import { openWorkbench } from '../../workbench/open.tsx'
import { claimPlug } from './plug.tsx'

openWorkbench(claimPlug)
