import { createHash } from 'node:crypto'
import type { Ctx } from '../../feature.ts'
import { asset, assetText, laterAssets, sharedAssets } from '../../web/assets.ts'
import { HERE } from './words.ts'

/** What the phone keeps so that Yachay opens without signal: the phone's own page, and the one that checks a certificate, with what they are drawn with. */
const ASSETS = ['styles.css', 'shell.js', 'phone.js', 'qr.js', 'verify.js', 'icon.svg', 'icon-192.png'] as const
/** /v/kept.json: our keys and the status list, which the worker renews whenever the page asks for it with signal. */
const PAGES = ['/phone', '/phone?lang=en', '/v?lang=es', '/v?lang=en', '/v/kept.json'] as const
/** Only where the browser cannot read a QR itself. */
const READER = 'qr-read.js'

/**
 * The service worker, with the list of what it keeps. Its bytes change when any of it does, and only then does a phone fetch
 * anything again; a page that is open goes on with the files it was opened with.
 */
export function serveWorker(c: Ctx): Response {
  // Each once: Cache.addAll refuses a list that names a file twice, and a script may be another's shared file.
  const files = [...new Set([...PAGES, '/app.webmanifest', ...ASSETS.map(asset), ...sharedAssets(ASSETS), ...laterAssets(ASSETS)])]
  const reader = [asset(READER), ...sharedAssets([READER])].filter((file) => !files.includes(file))
  const version = createHash('sha256').update(JSON.stringify([files, reader, HERE])).digest('hex').slice(0, 12)
  return c.body(`self.SHELL=${JSON.stringify({ version, files, reader })};\n${assetText('sw.js')}`, 200, {
    'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache', 'Service-Worker-Allowed': '/',
  })
}

export function serveManifest(c: Ctx): Response {
  const manifest = {
    id: '/phone', name: 'Yachay', short_name: 'Yachay', lang: 'es-PE', start_url: '/phone', scope: '/', display: 'standalone',
    background_color: '#fffdf8', theme_color: '#7a2e1f', description: 'Aprende inteligencia artificial haciendo, con o sin señal.',
    icons: [
      { src: asset('icon-192.png'), sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: asset('icon-512.png'), sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
      { src: asset('icon.svg'), sizes: 'any', type: 'image/svg+xml' },
    ],
  }
  return c.body(JSON.stringify(manifest), 200, { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=3600' })
}
