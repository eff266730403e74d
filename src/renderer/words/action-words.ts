const WORDS: Readonly<Record<string, string>> = {
  add: 'stored',
  edit: 'edited',
  rotate: 'rotated',
  quarantine: 'quarantined',
  release: 'released',
  rm: 'removed',
  reveal: 'revealed',
  copy: 'copied',
  bind: 'bound',
  unbind: 'unbound',
  allow: 'project file allowed',
  deny: 'project file denied',
  exec: 'given to a command',
  shell: 'given to a shell',
  'session-end': 'session ended',
  settle: 'settled',
  'ipc-refused': 'request of the window refused',
}

/** What happened, in words; an action that is new to this table is shown as it is called. */
export const actionWords = (action: string): string =>
  Object.hasOwn(WORDS, action) ? (WORDS[action] ?? action) : action
