import type { Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { createElement, Fragment, type ReactNode, useMemo } from "react";
import { ExternalLink } from "./external-link.tsx";
import { itemOfLink } from "./item-link.ts";

type MarkdownProps = {
  readonly text: string;
  /** A link of the form `jobdeck://item/ID` was chosen. */
  readonly onItem: (itemId: number) => void;
};

/**
 * Markdown (CommonMark) as elements. This is the one way by which Markdown gets into the window: the text becomes a tree,
 * and each kind of node that is known below becomes an element of ours. No string is ever taken for HTML: raw HTML is shown
 * as the text that it is, images become links, and links lead to items or into the browser only.
 */
export function Markdown({ text, onItem }: MarkdownProps) {
  const tree = useMemo(() => fromMarkdown(text), [text]);
  return <div className="reader-text">{inside(tree, { onItem, tree })}</div>;
}

type Context = { readonly onItem: (itemId: number) => void; readonly tree: Nodes };

function inside(parent: Parents, context: Context): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: nodes of one text have no other name than their place
  return parent.children.map((node, index) => <Fragment key={index}>{drawn(node, context)}</Fragment>);
}

const wrappers = {
  paragraph: "p",
  blockquote: "blockquote",
  listItem: "li",
  emphasis: "em",
  strong: "strong",
} as const;

function drawn(node: Nodes, context: Context): ReactNode {
  switch (node.type) {
    case "text":
      return node.value;
    case "html":
      return <span className="dim">{node.value}</span>;
    case "paragraph":
    case "blockquote":
    case "listItem":
    case "emphasis":
    case "strong":
      return createElement(wrappers[node.type], null, inside(node, context));
    case "heading":
      // The page has a heading of its own above these.
      return createElement(`h${Math.min(6, node.depth + 1)}`, null, inside(node, context));
    case "list":
      return node.ordered ? <ol start={node.start ?? 1}>{inside(node, context)}</ol> : <ul>{inside(node, context)}</ul>;
    case "code":
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case "inlineCode":
      return <code>{node.value}</code>;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "image":
      return <ExternalLink href={node.url}>{node.alt || "Image"}</ExternalLink>;
    case "link":
      return <MarkdownLink url={node.url} onItem={context.onItem} words={inside(node, context)} />;
    case "linkReference":
      return <MarkdownLink url={urlOf(node.identifier, context)} {...context} words={inside(node, context)} />;
    default:
      // Definitions and what later versions of the parser may know: their words, if they have some.
      return "children" in node ? inside(node, context) : null;
  }
}

type LinkProps = { readonly url: string; readonly onItem: (itemId: number) => void; readonly words: ReactNode };

function MarkdownLink({ url, onItem, words }: LinkProps) {
  const itemId = itemOfLink(url);
  if (itemId === null) return <ExternalLink href={url}>{words}</ExternalLink>;
  return (
    <button type="button" className="link reader-item-link" title="Show this item" onClick={() => onItem(itemId)}>
      {words}
    </button>
  );
}

function urlOf(identifier: string, { tree }: Context): string {
  const nodes = "children" in tree ? tree.children : [];
  const found = nodes.find((node) => node.type === "definition" && node.identifier === identifier);
  return found?.type === "definition" ? found.url : "";
}
