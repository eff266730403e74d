import type { CliCommand } from './command.ts'
import { add } from './commands/add.ts'
import { allow } from './commands/allow.ts'
import { audit } from './commands/audit.ts'
import { bind } from './commands/bind.ts'
import { check } from './commands/check.ts'
import { completion } from './commands/completion.ts'
import { copy } from './commands/copy.ts'
import { credential } from './commands/credential.ts'
import { deny } from './commands/deny.ts'
import { doctor } from './commands/doctor.ts'
import { edit } from './commands/edit.ts'
import { exec } from './commands/exec.ts'
import { init } from './commands/init.ts'
import { inspect } from './commands/inspect.ts'
import { list } from './commands/list.ts'
import { narrow } from './commands/narrow.ts'
import { project } from './commands/project.ts'
import { quarantine } from './commands/quarantine.ts'
import { release } from './commands/release.ts'
import { replay } from './commands/replay.ts'
import { reveal } from './commands/reveal.ts'
import { rm } from './commands/rm.ts'
import { rotate } from './commands/rotate.ts'
import { sessions } from './commands/sessions.ts'
import { shell } from './commands/shell.ts'
import { show } from './commands/show.ts'
import { unbind } from './commands/unbind.ts'

/** Every command, in the order in which help lists them. */
export const COMMANDS: readonly CliCommand[] = [
  add,
  list,
  show,
  inspect,
  check,
  edit,
  rotate,
  narrow,
  quarantine,
  release,
  rm,
  reveal,
  copy,
  bind,
  unbind,
  project,
  allow,
  deny,
  exec,
  shell,
  credential,
  audit,
  sessions,
  replay,
  init,
  doctor,
  completion,
]
