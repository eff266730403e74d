import { describe, expect, it } from 'vitest'
import type { Finding, Severity } from '../../core/token/finding.ts'
import { renderDecision } from './render-findings.ts'

const finding = (rule: string, severity: Severity): Finding => ({
  rule,
  severity,
  title: `what ${rule} says`,
  why: 'because',
  remedy: { text: 'do something', url: 'https://example.com/' },
})

describe('the rule that decided', () => {
  it.each([
    ['god', [finding('BH004', 'god'), finding('BH007', 'wide')], 'decided by BH004: what BH004 says\n'],
    ['wide', [finding('BH010', 'wide'), finding('BH013', 'note')], 'decided by BH010: what BH010 says\n'],
    ['unknown', [finding('BH001', 'note'), finding('BH013', 'note')], 'decided by BH013: what BH013 says\n'],
    ['unknown', [finding('BH011', 'note'), finding('BH013', 'note')], 'decided by BH011: what BH011 says\n'],
    ['scoped', [finding('BH009', 'note')], 'no rule says that it can do more than its domain needs\n'],
  ] as const)('is named for %s', (verdict, findings, line) => {
    expect(renderDecision(verdict, findings)).toBe(line)
  })

  it('is escaped like all that is not ours', () => {
    const hostile = { ...finding('BH004', 'god'), title: 'a\x1b[2Jb' }
    expect(renderDecision('god', [hostile])).toBe('decided by BH004: a\\x1b[2Jb\n')
  })
})
