import { narrowPypi } from '../identify/narrow-pypi.ts'
import { readPypi } from '../identify/read-pypi.ts'
import type { Contents } from '../token/contents.ts'
import type { Provider } from '../token/provider.ts'

// Form and caveats: PyPI's own source, github.com/pypi/warehouse, warehouse/macaroons. The text is `pypi-` and a macaroon whose
// first bytes are its version and location, so its first characters are fixed for each index.

const says = 'it uploads releases'

/** As of the index itself, with the one host that takes it: it opens nothing at the other. */
function readTestPypi(text: string): Contents | null {
  const contents = readPypi(text)
  return contents && { ...contents, destinations: ['test.pypi.org'] }
}

export const pypi: Provider = {
  id: 'pypi',
  name: 'PyPI',
  formats: [
    {
      kind: 'API token',
      prefix: 'pypi-AgEIcHlwaS5vcmc',
      pattern: /^pypi-AgEIcHlwaS5vcmc[\w-]{50,16000}$/,
      read: readPypi,
      narrow: narrowPypi,
      access: 'write',
      says,
    },
    {
      kind: 'TestPyPI API token',
      prefix: 'pypi-AgENdGVzdC5weXBpLm9yZw',
      pattern: /^pypi-AgENdGVzdC5weXBpLm9yZw[\w-]{50,16000}$/,
      read: readTestPypi,
      narrow: narrowPypi,
      access: 'write',
      suffix: 'test',
      says: `${says} to the test index`,
    },
  ],
  destinations: ['upload.pypi.org'],
  env: [
    'TWINE_PASSWORD',
    'UV_PUBLISH_TOKEN',
    'PYPI_TOKEN',
    'PYPI_API_TOKEN',
    'FLIT_PASSWORD',
    'POETRY_PYPI_TOKEN_PYPI',
  ],
  carriers: [{ kind: 'basic' }],
  carried: 'requests',
  links: { narrower: 'https://pypi.org/manage/account/token/', revoke: 'https://pypi.org/manage/account/' },
}
