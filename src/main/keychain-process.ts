import './ignore-inspector-signal.ts'
import { serveKeychain } from '../node/keychain/serve-keychain.ts'

/** What Electron gives a utility process to talk to main. */
const { parentPort } = process

const listen = serveKeychain((reply) => parentPort.postMessage(reply))
parentPort.on('message', ({ data }) => listen(data))
