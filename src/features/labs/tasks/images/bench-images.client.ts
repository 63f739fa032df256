import { openWorkbench } from '../../workbench/open.tsx'
import { imagePlug } from './plug.tsx'

openWorkbench(imagePlug)
