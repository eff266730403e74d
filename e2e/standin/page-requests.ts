import { isAppAddress, toElectron } from './address.ts'
import { appResponse, type PausedRequest } from './app-response.ts'
import type { CdpConnection, CdpSession } from './cdp.ts'
import type { Session } from './session.ts'

/** What a page's requests need from its owner. */
export interface RequestJudge {
  readonly session: Session
  /** False when a navigation was prevented. */
  mayNavigate(frameId: string, url: string): boolean
}

/** Holds every request of a page and of its workers and frames: serves the app's scheme, asks about the rest. */
export function interceptRequests(connection: CdpConnection, page: CdpSession, judge: RequestJudge): void {
  page.on<PausedRequest>('Fetch.requestPaused', (paused) => void answer(page, paused, judge))
  page.on<{ sessionId: string }>('Target.attachedToTarget', ({ sessionId }) => {
    const child = connection.session(sessionId)
    interceptRequests(connection, child, judge)
    child.tell('Runtime.runIfWaitingForDebugger')
  })
  page.tell('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] })
  page.tell('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
}

async function answer(session: CdpSession, paused: PausedRequest, judge: RequestJudge): Promise<void> {
  const { requestId, request, frameId, resourceType } = paused
  if (resourceType === 'Document' && !judge.mayNavigate(frameId, toElectron(request.url))) {
    return session.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
  }
  if (await judge.session.webRequest.cancels(paused)) {
    return session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
  }
  if (!isAppAddress(request.url)) return session.tell('Fetch.continueRequest', { requestId })
  try {
    session.tell('Fetch.fulfillRequest', await appResponse(judge.session.protocol, paused))
  } catch (error) {
    console.error(`${toElectron(request.url)}:`, error)
    session.tell('Fetch.failRequest', { requestId, errorReason: 'Failed' })
  }
}
