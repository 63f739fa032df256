import { openWorkbench } from '../../workbench/open.tsx'
import { messagePlug } from './plug.tsx'

openWorkbench(messagePlug)
