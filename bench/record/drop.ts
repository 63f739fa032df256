import { createServer } from 'node:http'
import { checkStatement } from '../../src/record/validation/statement.ts'

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString())
    const ids = (Array.isArray(body) ? body : [body]).map((value: unknown) => checkStatement(value, '1.0.3').id)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(ids))
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`port ${typeof address === 'object' && address ? address.port : 0}`)
})
