import type { ProjectView, TokenView } from '../../contract/view.ts'

/** True where a token may not be bound: a token of a project's domain binds in that project only. */
export const isForeign = (token: TokenView | undefined, project: ProjectView | undefined): boolean =>
  token?.domain.kind === 'project' && token.domain.name !== project?.name
