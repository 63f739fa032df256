// The reference of the course page: a Hono app that sends as many bytes and does nothing else.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const body = 'x'.repeat(Number(process.argv[2]))
serve({ fetch: new Hono().get('/', (c) => c.html(body)).fetch, port: 0, hostname: '127.0.0.1' }, (info) => console.log(info.port))
