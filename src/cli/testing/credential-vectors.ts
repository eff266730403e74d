import docker from './credential-docker.vectors.json' with { type: 'json' }
import git from './credential-git.vectors.json' with { type: 'json' }
import kubectl from './credential-kubectl.vectors.json' with { type: 'json' }

/** What a program asks, and what comes of it: `answered`, `none`, an error code, or docker's own message. */
interface Vector {
  readonly name: string
  readonly input: string
  readonly expect: string
}

const written = (vectors: readonly Vector[]): Vector[] =>
  vectors.map((vector) => ({ ...vector, input: vector.input.replace('{70000 a}', 'a'.repeat(70_000)) }))

export const GIT_VECTORS = written(git)
export const DOCKER_VECTORS = written(docker)
export const KUBECTL_VECTORS = written(kubectl)
