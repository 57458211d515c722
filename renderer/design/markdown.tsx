// Markdown as React elements, safe whatever it holds (law 7: scan text is data): raw HTML is shown as text, images are never
// loaded, and addresses are printed rather than followed.
import type { AlignType, Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { Fragment, type ReactNode, useMemo } from 'react'
import './markdown.css'

export function Markdown({ text }: { readonly text: string }) {
  const tree = useMemo(() => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }), [text])
  return <div className="markdown">{childrenOf(tree)}</div>
}

const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url)

function childrenOf(node: { readonly children: readonly (RootContent | PhrasingContent)[] }): ReactNode {
  // Positions are the only identity the parts of a text have.
  return node.children.map((child, index) => (
    <Fragment key={`${child.type}-${child.position?.start.offset ?? index}`}>{render(child)}</Fragment>
  ))
}

/** One node. Everything not named is shown as what it contains, so that no words are lost. */
function render(node: Nodes): ReactNode {
  switch (node.type) {
    case 'text':
      return node.value
    case 'paragraph':
      return <p>{childrenOf(node)}</p>
    case 'emphasis':
      return <em>{childrenOf(node)}</em>
    case 'strong':
      return <strong>{childrenOf(node)}</strong>
    case 'delete':
      return <del>{childrenOf(node)}</del>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      )
    case 'html':
      return <code className="markdown-html">{node.value}</code>
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'heading':
      return <h4>{childrenOf(node)}</h4>
    case 'blockquote':
      return <blockquote>{childrenOf(node)}</blockquote>
    case 'list':
      return node.ordered === true ? <ol start={node.start ?? 1}>{childrenOf(node)}</ol> : <ul>{childrenOf(node)}</ul>
    case 'listItem':
      return (
        <li>
          {typeof node.checked === 'boolean' ? (node.checked ? '☑ ' : '☐ ') : null}
          {childrenOf(node)}
        </li>
      )
    case 'link':
      return (
        <>
          {childrenOf(node)}
          <Address url={node.url} shownAs={plainText(node)} />
        </>
      )
    case 'image':
      return (
        <>
          [image: {node.alt ?? ''}]<Address url={node.url} shownAs="" />
        </>
      )
    case 'imageReference':
      return `[image: ${node.alt ?? node.identifier}]`
    case 'definition':
      return (
        <p>
          [{node.label ?? node.identifier}]: {node.url}
        </p>
      )
    case 'footnoteReference':
      return `[^${node.identifier}]`
    case 'footnoteDefinition':
      return (
        <div>
          [^{node.identifier}]: {childrenOf(node)}
        </div>
      )
    case 'table':
      return <Table node={node} />
    case 'yaml':
      return <pre>{node.value}</pre>
    default:
      return 'children' in node ? childrenOf(node) : null
  }
}

/** The address of a link as text, unless the link's own words are the address already. */
function Address({ url, shownAs }: { readonly url: string; readonly shownAs: string }) {
  if (url === shownAs || url === `mailto:${shownAs}` || url === `http://${shownAs}`) return null
  return <span className="markdown-address">{isWebAddress(url) ? ` (${url})` : ` (address not shown as a link: ${url})`}</span>
}

function Table({ node }: { readonly node: Extract<Nodes, { type: 'table' }> }) {
  const [head, ...body] = node.children
  const style = (align: AlignType | undefined) => (align === null || align === undefined ? {} : { style: { textAlign: align } })
  return (
    <table>
      <thead>
        <tr>
          {head?.children.map((cell, index) => (
            <th key={cell.position?.start.offset ?? index} {...style(node.align?.[index])}>
              {childrenOf(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, rowIndex) => (
          <tr key={row.position?.start.offset ?? rowIndex}>
            {row.children.map((cell, index) => (
              <td key={cell.position?.start.offset ?? index} {...style(node.align?.[index])}>
                {childrenOf(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const plainText = (node: Nodes): string => ('value' in node ? node.value : 'children' in node ? node.children.map(plainText).join('') : '')
