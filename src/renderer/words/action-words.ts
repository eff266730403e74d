const WORDS: Readonly<Record<string, string>> = {
  add: 'store',
  edit: 'edit',
  rotate: 'rotate',
  narrow: 'narrow',
  quarantine: 'quarantine',
  release: 'release',
  rm: 'remove',
  reveal: 'reveal',
  copy: 'copy',
  bind: 'bind',
  unbind: 'unbind',
  allow: 'allow project file',
  deny: 'deny project file',
  exec: 'run a command',
  shell: 'open a shell',
  'session-end': 'end a session',
  settle: 'settle',
  request: 'send',
  tripwire: 'tripwire',
  credential: 'lend a credential',
  introspect: 'ask its provider',
  'ipc-refused': 'ask from the window',
}

/** What happened, in words; an action that is new to this table is shown as it is called. */
export const actionWords = (action: string): string =>
  Object.hasOwn(WORDS, action) ? (WORDS[action] ?? action) : action
