// Test support: the text of page nodes as a reader would see it, nodes made late included. Not part of the program.
import type { Node } from '../nodes.ts'
import { BREAK } from '../text.ts'

export function textOfNodes(node: unknown): string {
  if (Array.isArray(node)) return node.map(textOfNodes).join('')
  if (typeof node !== 'object' || node === null) return ''
  if ('lazy' in node && typeof node.lazy === 'function') return textOfNodes((node.lazy as () => readonly Node[])())
  if ('text' in node && typeof node.text === 'string') return node.text.replaceAll(BREAK, '')
  return Object.values(node).map(textOfNodes).join('')
}
