import { closeSync, constants, existsSync, openSync, readdirSync, readSync } from 'node:fs'
import { whyNot } from './which-command.ts'

/**
 * How a file is to be started.
 *
 * - `replace`: execve(2) takes it; `path` and `prefix` are what to hand over (`/bin/sh FILE` for a script without `#!`).
 * - `spawn`: only the kernel knows, so a failure must be one that can be caught.
 * - `failure`: it cannot be started.
 */
export type Start =
  | { readonly kind: 'replace' | 'spawn'; readonly path: string; readonly prefix: readonly string[] }
  | { readonly kind: 'failure'; readonly reason: string }

const SHELL = '/bin/sh'

/** What the kernel reads of a `#!` line: BINPRM_BUF_SIZE in linux/binfmts.h. */
const LINE_LIMIT = 256

/** Scripts that scripts are interpreted by, at most; the kernel answers ELOOP after that (fs/exec.c, exec_binprm). */
const DEPTH_LIMIT = 5

/**
 * Finds out what execve would do with an executable file, without doing it: in Node a failing execve ends the process.
 *
 * Only the start of the file is read. Linux; other systems get the part of it that is common to all.
 */
export function programStart(path: string): Start {
  const program = readStart(path)
  // What may be executed and not read: programs start all the same, scripts do not.
  if (program === null) return { kind: 'spawn', path, prefix: [] }
  if (isScript(program.head)) return scriptStart(path, program, 0)
  if (isBinary(program.head)) return binaryStart(path, program)
  if (hasOtherFormats() && !isText(program.head)) return { kind: 'spawn', path, prefix: [] }
  if (!isText(program.head)) return failure('exec format error')
  // POSIX, execvp: a file of unknown format is a script for the shell.
  return checkedShell(path)
}

/** The first bytes of a file, and the rest on demand. */
interface Program {
  readonly head: Buffer
  /** Bytes at a place, fewer at the end of the file. */
  readonly read: (position: number, length: number) => Buffer
}

function checkedShell(path: string): Start {
  if (whyNot(SHELL) !== null) return failure(`${SHELL} is missing`)
  // A path that begins with a dash would be taken for options.
  return { kind: 'replace', path: SHELL, prefix: ['sh', path.startsWith('-') ? `./${path}` : path] }
}

function scriptStart(path: string, { head }: Program, depth: number): Start {
  const interpreter = interpreterIn(head)
  if (interpreter === null) return depth === 0 ? checkedShell(path) : failure('bad interpreter')
  const bad = (): Start => failure(`bad interpreter: ${interpreter}`)
  if (depth >= DEPTH_LIMIT || whyNot(interpreter) !== null) return bad()

  const program = readStart(interpreter)
  if (program === null) return { kind: 'spawn', path, prefix: [] }
  const start = interpreterStart(interpreter, program, depth)
  return start === 'failure' ? bad() : { kind: start, path, prefix: [] }
}

function interpreterStart(path: string, program: Program, depth: number): Start['kind'] {
  if (isScript(program.head)) return scriptStart(path, program, depth + 1).kind
  if (isBinary(program.head)) return binaryStart(path, program).kind
  return hasOtherFormats() ? 'spawn' : 'failure'
}

/** The interpreter of a `#!` line as the kernel reads it (fs/binfmt_script.c); null when it finds none. */
export function interpreterIn(head: Buffer): string | null {
  const line = head.subarray(2, LINE_LIMIT)
  const end = line.indexOf('\n')
  const text = (end < 0 ? line : line.subarray(0, end)).toString('latin1').replace(/^[ \t]+|[ \t]+$/g, '')
  const [name = ''] = text.split(/[ \t\0]/)
  if (name === '') return null
  // Without a line end within reach a name without an end would be a cut one.
  if (end < 0 && head.length >= LINE_LIMIT && name === text && !/[ \t\0]$/.test(line.toString('latin1'))) return null
  return Buffer.from(name, 'latin1').toString()
}

const isScript = (head: Buffer): boolean => head[0] === 0x23 && head[1] === 0x21

const ELF = Buffer.from('\x7fELF', 'latin1')
const MACH_O = ['cafebabe', 'cffaedfe', 'cefaedfe', 'feedfacf', 'feedface']

const isElf = (head: Buffer): boolean => head.subarray(0, 4).equals(ELF)

const isBinary = (head: Buffer): boolean =>
  process.platform === 'darwin' ? MACH_O.includes(head.subarray(0, 4).toString('hex')) : isElf(head)

/** As shells decide it: no NUL in the first line, or in the first bytes where there is no line end. */
function isText(head: Buffer): boolean {
  const end = head.indexOf('\n')
  return !(end < 0 ? head : head.subarray(0, end)).includes(0)
}

// Offsets of the ELF header and of program headers, 64-bit: elf(5).
const HEADER = { length: 64, class: 4, order: 5, type: 16, machine: 18, phoff: 32, phentsize: 54, phnum: 56 } as const
const SEGMENT = { length: 56, offset: 8, filesz: 32 } as const
const EXECUTABLE = 2
const SHARED = 3
const PT_INTERP = 3
const PATH_MAX = 4096

/** Checks what load_elf_binary (fs/binfmt_elf.c) checks before it gives up the old program. */
function binaryStart(path: string, program: Program): Start {
  const start = { kind: 'replace', path, prefix: [] } as const
  if (process.platform !== 'linux') return start
  const own = readStart('/proc/self/exe')
  if (own === null) return { kind: 'spawn', path, prefix: [] }
  if (!isSameMachine(program.head, own.head)) return foreignStart(path, program)

  const { head, read } = program
  if (head.length < HEADER.length) return failure('exec format error')
  const type = head.readUInt16LE(HEADER.type)
  const count = head.readUInt16LE(HEADER.phnum)
  if (type !== EXECUTABLE && type !== SHARED) return failure('exec format error')
  if (head.readUInt16LE(HEADER.phentsize) !== SEGMENT.length || count === 0) return failure('exec format error')

  const table = read(Number(head.readBigUInt64LE(HEADER.phoff)), count * SEGMENT.length)
  if (table.length < count * SEGMENT.length) return failure('exec format error')
  for (let at = 0; at < table.length; at += SEGMENT.length) {
    if (table.readUInt32LE(at) === PT_INTERP) return loaderProblem(table.subarray(at), program) ?? start
  }
  return start
}

// There as long as a 64-bit kernel for PCs runs 32-bit programs, too (CONFIG_IA32_EMULATION).
const EMULATION_32 = '/proc/sys/abi/vsyscall32'
const MACHINE_386 = 3

/** A program for another word size or processor: the kernel may run it all the same, with or without an emulator. */
function foreignStart(path: string, { head }: Program): Start {
  const isPc32 = head.length > HEADER.machine && head[HEADER.machine] === MACHINE_386 && existsSync(EMULATION_32)
  return isPc32 || hasOtherFormats() ? { kind: 'spawn', path, prefix: [] } : failure('exec format error')
}

/** What is wrong with the dynamic loader that a program names; null for nothing. */
function loaderProblem(segment: Buffer, { read }: Program): Start | null {
  const length = Number(segment.readBigUInt64LE(SEGMENT.filesz))
  if (length < 2 || length > PATH_MAX) return failure('exec format error')
  const name = read(Number(segment.readBigUInt64LE(SEGMENT.offset)), length)
  if (name.length < length || name.at(-1) !== 0) return failure('exec format error')

  const loader = name.subarray(0, name.indexOf(0)).toString()
  if (whyNot(loader) !== null) return failure(`it needs ${loader}, which is not there`)
  const found = readStart(loader)
  return found === null || isElf(found.head) ? null : failure(`it needs ${loader}, which is no loader`)
}

/** Same word size, byte order and processor; only 64-bit little-endian headers are read further. */
function isSameMachine(head: Buffer, own: Buffer): boolean {
  const isOne = (at: number, length: number): boolean =>
    head.subarray(at, at + length).equals(own.subarray(at, at + length))
  return head[HEADER.class] === 2 && head[HEADER.order] === 1 && isOne(HEADER.class, 2) && isOne(HEADER.machine, 2)
}

const FORMATS = '/proc/sys/fs/binfmt_misc'

/** True when the kernel has been taught formats of its own (binfmt_misc), which we cannot foresee. */
function hasOtherFormats(): boolean {
  try {
    return existsSync(FORMATS) && readdirSync(FORMATS).some((name) => name !== 'register' && name !== 'status')
  } catch {
    return true
  }
}

function readStart(path: string): Program | null {
  let descriptor: number
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return null
  }
  try {
    const head = readAt(descriptor, 0, LINE_LIMIT)
    const read = (position: number, length: number): Buffer => {
      const again = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      try {
        return readAt(again, position, length)
      } finally {
        closeSync(again)
      }
    }
    return { head, read }
  } finally {
    closeSync(descriptor)
  }
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  if (!Number.isSafeInteger(position) || position < 0) return Buffer.alloc(0)
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position))
}

const failure = (reason: string): Start => ({ kind: 'failure', reason })
