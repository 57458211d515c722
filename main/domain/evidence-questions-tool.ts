// Questions about the tool: could it look, and does its version write what it should (FORMATS.md §23 T12, §24)?
import { keptOf, type Question } from './evidence-questions-facts.ts'
import { counted, grouped, listed, quoted } from './evidence-questions-words.ts'
import { isInRange, KNOWN_TOOL_VERSIONS } from './known-tool-versions.ts'

/** Does the file count failures of the tool as results? */
export const isToolFailure: Question = (facts) => {
  const failures = facts.byResult.error
  const kept = keptOf(facts)
  if (failures === 0) return []
  const lead = failures * 2 > kept ? 'Most of the file proves nothing' : 'Part of the file proves nothing'
  const share = failures === kept ? `all ${counted(kept, 'record')}` : `${grouped(failures)} of ${counted(kept, 'record')}`
  const message = `${failures === kept ? 'The file proves nothing' : lead}: the tool could not look or could not tell, in ${share}.`
  return [{ message, count: failures }]
}

/** Is the file of a tool version with known faults? Asked only where one tool is named: versions are not told apart by tool. */
export const isKnownBadVersion: Question = (facts) => {
  const [tool, ...others] = facts.tools
  if (tool === undefined || others.length > 0) return []
  const name = tool.trim().toLowerCase()
  const versions = [...facts.versions].sort()
  return KNOWN_TOOL_VERSIONS.flatMap((known) => {
    if (known.tool.toLowerCase() !== name || known.formats?.includes(facts.formatId) === false) return []
    const concerned = versions.filter((version) => isInRange(version, known))
    if (concerned.length === 0) return []
    const message = `The file was written by ${known.tool} ${listed(concerned.map(quoted))}, known to ${known.wrong}.`
    return [{ message, count: versions.length === 1 ? keptOf(facts) : 1 }]
  })
}
