// What every section is given. A section is a function from this to page nodes; document.ts says in which order they stand.
import type { Elements } from '../elements.ts'
import type { ReportModel } from '../model.ts'
import type { Node } from '../nodes.ts'

export type SectionContext = {
  readonly el: Elements
  readonly model: ReportModel
  /** SHA-256 of the embedded data, printed so that paper and file can be held against each other. */
  readonly dataSha256: string
}

export type Section = (context: SectionContext) => Node[]

/** Destination of a topic's heading, for links. */
export const topicAnchor = (topic: string): string => `topic-${topic}`
