/** What a CDP command or event carries. Shapes are those of the DevTools protocol's own documentation. */
export type CdpParams = Record<string, unknown>

type Listener = (params: CdpParams) => void

interface Waiting {
  readonly method: string
  readonly resolve: (result: CdpParams) => void
  readonly reject: (error: Error) => void
}

interface CdpMessage {
  readonly id?: number
  readonly method?: string
  readonly params?: CdpParams
  readonly result?: CdpParams
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

/** One DevTools session: commands go to one target, events come from it. */
export class CdpSession {
  readonly id: string
  readonly #send: (message: object, waiting: Waiting) => void
  readonly #listeners = new Map<string, Listener[]>()
  #closed = false

  constructor(id: string, send: (message: object, waiting: Waiting) => void) {
    this.id = id
    this.#send = send
  }

  /** Sends one command and resolves with its result. Rejects with Chromium's own words. */
  command<T = CdpParams>(method: string, params: CdpParams = {}): Promise<T> {
    if (this.#closed) return Promise.reject(new Error(`${method}: the page is gone`))
    return new Promise((resolve, reject) => {
      const message = this.id === '' ? { method, params } : { method, params, sessionId: this.id }
      this.#send(message, { method, resolve: (result) => resolve(result as T), reject })
    })
  }

  /** Sends one command whose failure does not matter, for example because the page may be going away. */
  tell(method: string, params: CdpParams = {}): void {
    this.command(method, params).catch(() => undefined)
  }

  /** Calls `listener` for each event named `method`. */
  on<T = CdpParams>(method: string, listener: (params: T) => void): void {
    const listeners = this.#listeners.get(method) ?? []
    listeners.push(listener as Listener)
    this.#listeners.set(method, listeners)
  }

  /** Hands an event to this session's listeners. */
  dispatch(method: string, params: CdpParams): void {
    for (const listener of this.#listeners.get(method) ?? []) listener(params)
  }

  /** Marks the session as gone: later commands are refused at once. */
  close(): void {
    this.#closed = true
  }
}

/** A DevTools connection over one WebSocket, with flat sessions. */
export class CdpConnection {
  readonly browser: CdpSession
  readonly #socket: WebSocket
  readonly #sessions = new Map<string, CdpSession>()
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.browser = this.session('')
    socket.addEventListener('message', (event) => this.#receive(JSON.parse(String(event.data))))
    socket.addEventListener('close', () => this.#end())
  }

  /** Connects to the address that Chromium printed. */
  static async open(address: string): Promise<CdpConnection> {
    const socket = new WebSocket(address)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true })
      socket.addEventListener('error', () => reject(new Error('cannot connect to Chromium')), { once: true })
    })
    return new CdpConnection(socket)
  }

  /** The session of that id, made at first use. */
  session(id: string): CdpSession {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const session = new CdpSession(id, (message, waiting) => this.#transmit(message, waiting))
    this.#sessions.set(id, session)
    return session
  }

  #transmit(message: object, waiting: Waiting): void {
    this.#lastId += 1
    this.#waiting.set(this.#lastId, waiting)
    this.#socket.send(JSON.stringify({ id: this.#lastId, ...message }))
  }

  #receive(message: CdpMessage): void {
    if (message.id !== undefined) this.#settle(message.id, message)
    else if (message.method !== undefined) {
      this.#sessions.get(message.sessionId ?? '')?.dispatch(message.method, message.params ?? {})
      if (message.method === 'Target.detachedFromTarget') this.#drop(String(message.params?.sessionId))
    }
  }

  #settle(id: number, { result, error }: CdpMessage): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === undefined) waiting?.resolve(result ?? {})
    else waiting?.reject(new Error(`${waiting.method}: ${error.message}`))
  }

  #drop(id: string): void {
    this.#sessions.get(id)?.close()
    this.#sessions.delete(id)
  }

  #end(): void {
    for (const session of this.#sessions.values()) session.close()
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium is gone`))
    this.#waiting.clear()
  }
}
