import { openWorkbench } from '../../workbench/open.tsx'
import { policyPlug } from './plug.tsx'

openWorkbench(policyPlug)
