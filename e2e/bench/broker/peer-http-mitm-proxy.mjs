// http-mitm-proxy as its manual shows it, with one header swapped and connections kept on both sides.
// Arguments: where it is installed, a folder for its certificates. The token to send is BENCH_SECRET.
import https from 'node:https'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, certificates] = process.argv.slice(2)
const mitm = createRequire(join(folder, 'package.json'))('http-mitm-proxy')

const agent = new https.Agent({ keepAlive: true })
const proxy = new mitm.Proxy()
proxy.onError(() => {})
proxy.onRequest((context, next) => {
  const options = context.proxyToServerRequestOptions
  options.agent = agent
  options.headers.authorization = `Bearer ${process.env.BENCH_SECRET}`
  next()
})
proxy.listen({ host: '127.0.0.1', port: 0, sslCaDir: certificates, keepAlive: true }, () => {
  process.stdout.write(`${JSON.stringify({ port: proxy.httpPort })}\n`)
})
