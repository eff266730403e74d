import { dialog } from 'electron'
import type { RequestOf } from '../../contract/channels.ts'
import type { ProjectView } from '../../contract/view.ts'
import { bindToken, unbindVariable } from '../../core/project/bind-token.ts'
import type { Project } from '../../core/project/project.ts'
import { viewProject } from '../../core/project/project-view.ts'
import { domainProblem } from '../../core/project/resolve.ts'
import { allowProject, denyProject } from '../../core/project/trust.ts'
import { findTokenById } from '../../core/vault/find-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import { findProject } from '../../node/find-project.ts'
import { projectViewAt } from '../project-view-at.ts'
import { questionAboutFile } from '../question-about-file.ts'
import type { Services } from '../services.ts'
import { shownWindow } from '../shown-window.ts'
import type { Handlers } from './handlers.ts'

type ProjectHandlers = Pick<Handlers, Extract<keyof Handlers, `projects:${string}`>>

/** Answers what the window asks about projects. Each root it names must be one that it was shown. */
export function projectHandlers(services: Services): ProjectHandlers {
  const { vault, folders, ask, openShell } = services
  const known = (root: string): Project => {
    folders.check(vault(), root)
    return findProject(root, vault())
  }
  const shown = (root: string): ProjectView => viewProject(vault(), findProject(root, vault()))
  return {
    'projects:list': () => folders.roots(vault()).map((root) => projectViewAt(vault(), root)),
    'projects:choose': async () => {
      const folder = await chooseFolder()
      if (folder === null) return null
      const project = findProject(folder, vault())
      folders.add(project.root)
      return viewProject(vault(), project)
    },
    'projects:bind': async (request) => {
      await bind(services, known(request.root), request)
      return shown(request.root)
    },
    'projects:unbind': ({ root, env }) => {
      unbindVariable(vault(), known(root), env)
      // With its last binding gone the catalog does not know the folder any more, but the window still shows it.
      folders.add(root)
      return shown(root)
    },
    'projects:allow': async ({ root }) => {
      const project = known(root)
      await ask(await questionAboutFile(vault(), project))
      await allowProject(vault(), project)
      return shown(root)
    },
    'projects:deny': ({ root }) => {
      denyProject(vault(), known(root))
      return shown(root)
    },
    'projects:shell': async ({ root }) => {
      folders.check(vault(), root)
      return { terminal: await openShell(root) }
    },
  }
}

async function chooseFolder(): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: "Choose a project's folder",
    properties: ['openDirectory', 'createDirectory'],
  }
  const window = shownWindow()
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return canceled ? null : (filePaths[0] ?? null)
}

/** Binds a token; one that is god-level only after main itself has said what one leak would reach. */
async function bind(
  { vault, ask }: Services,
  project: Project,
  { id, env }: RequestOf<'projects:bind'>,
): Promise<void> {
  const row = findTokenById(vault(), id)
  const token = viewToken(vault(), row)
  const god = token.findings.filter(({ severity }) => severity === 'god')
  // What is refused in any case is not asked about.
  if (god.length > 0 && domainProblem(row, project.name) === null) {
    await ask({
      message: `Bind the god-level token ${token.name} in ${project.name}?`,
      detail: [
        'Every command of this project could leak it, and one leak reaches all of this:',
        ...(token.excess.length > 0 ? token.excess : god.map(({ title }) => title)).map((line) => `• ${line}`),
      ].join('\n'),
      yes: 'Bind it anyway',
    })
  }
  const accept = god.map(({ rule }) => rule)
  bindToken(vault(), project, token.name, { ...(env === null ? {} : { as: env }), accept })
}
