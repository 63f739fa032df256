import { createServer, type Server } from 'node:http'
import type { X509Certificate } from 'node:crypto'

/** Name under which a phone keeps the file. */
const FILE = 'yachay-ca.crt'

/** Serves the authority's certificate (never a key) with the steps for a phone, over plain http: the fingerprint on paper says it is ours. */
export function serveInstallPage(authority: X509Certificate, address: string): Server {
  const html = installPage(authority.fingerprint256, address)
  return createServer((request, response) => {
    request.resume()
    if (request.url === `/${FILE}`) {
      response.writeHead(200, { 'Content-Type': 'application/x-x509-ca-cert', 'Content-Disposition': `attachment; filename="${FILE}"`, 'Cache-Control': 'no-store' }).end(authority.toString())
    } else {
      const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'", 'Cache-Control': 'no-store' }
      response.writeHead(request.url === '/' ? 200 : 404, headers).end(html)
    }
  })
}

/** What somebody with the phone in her hand reads; in Spanish and in English. */
export function installPage(print: string, address: string): string {
  return `<!doctype html>
<html lang="es-PE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Conecta tu celular a Yachay</title></head>
<body>
<main>
<h1>Conecta tu celular a Yachay</h1>
<p>Este servidor no tiene internet. Para que tu celular confíe en él, instala su certificado una sola vez.</p>
<p><strong>Piénsalo antes.</strong> Quien guarda la llave de este certificado podría hacerse pasar por Yachay en tu celular. El certificado solo vale para las direcciones de este servidor. Algunos celulares antiguos no respetan ese límite. Instálalo solo si conoces a quien te lo pide. Quítalo cuando termine el curso.</p>
<ol>
<li>Descarga el archivo: <a href="/${FILE}">${FILE}</a></li>
<li>Abre <strong>Ajustes</strong> y busca <strong>certificado CA</strong>. Suele estar en Seguridad, Cifrado y credenciales, Instalar un certificado.</li>
<li>Elige <strong>Certificado CA</strong>, acepta el aviso y elige el archivo. Si te pide un bloqueo de pantalla, pon uno.</li>
<li>Compara esta huella SHA-256 con la que está en el papel de tu tutor. Si una letra es distinta, no lo instales:<br><code>${print}</code></li>
<li>Abre <a href="${address}">${address}</a></li>
</ol>
<p>Para quitarlo: Ajustes, Credenciales de confianza, Usuario.</p>
</main>
<section lang="en">
<h2>Connect your phone to Yachay</h2>
<p>This server has no internet. Install its certificate once so that your phone trusts it.</p>
<p><strong>Think first.</strong> Whoever holds this certificate’s key could pass for Yachay on your phone. It is good only for this server’s addresses. Some old phones do not respect that limit. Install it only when you know who asks. Remove it when the course ends.</p>
<ol>
<li>Download the file: <a href="/${FILE}">${FILE}</a></li>
<li>Open <strong>Settings</strong> and search for <strong>CA certificate</strong> (Security, Encryption and credentials, Install a certificate).</li>
<li>Choose <strong>CA certificate</strong>, accept the warning and choose the file. Set a screen lock if asked.</li>
<li>Compare the SHA-256 fingerprint above with your tutor’s paper. If one letter differs, do not install it.</li>
<li>Open <a href="${address}">${address}</a></li>
</ol>
</section>
</body></html>
`
}
