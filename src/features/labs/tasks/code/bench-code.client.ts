import { openWorkbench } from '../../workbench/open.tsx'
import { codePlug } from './plug.tsx'

openWorkbench(codePlug)
