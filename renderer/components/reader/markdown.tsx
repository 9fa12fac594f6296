import type { Heading, Table as MarkdownTable, Nodes, Parents, TableRow } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { createElement, Fragment, type ReactNode, useMemo } from "react";
import { ExternalLink } from "./external-link.tsx";
import { itemOfLink } from "./item-link.ts";

type MarkdownProps = {
  readonly text: string;
  /** A link of the form `jobdeck://item/ID` was chosen. Default: such links are words like any other. */
  readonly onItem?: (itemId: number) => void;
  /**
   * For a text of ours whose links lead to others of its kind: what such a link does, null for any other link. Its headings
   * carry the name that links call them by, as GitHub makes it.
   */
  readonly linkOf?: (url: string) => (() => void) | null;
};

const syntax = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };

/**
 * Markdown (CommonMark, with GitHub's tables) as elements. This is the one way by which Markdown gets into the window: the
 * text becomes a tree, and each kind of node that is known below becomes an element of ours. No string is ever taken for HTML:
 * raw HTML is shown as the text that it is, images become links, and links lead to items, to texts of ours or into the browser
 * only.
 */
export function Markdown({ text, onItem, linkOf }: MarkdownProps) {
  const tree = useMemo(() => fromMarkdown(text, syntax), [text]);
  return <div className="reader-text">{inside(tree, { onItem, linkOf, tree })}</div>;
}

type Context = {
  readonly onItem: MarkdownProps["onItem"] | undefined;
  readonly linkOf: MarkdownProps["linkOf"] | undefined;
  readonly tree: Nodes;
};

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
      return createElement(`h${Math.min(6, node.depth + 1)}`, anchorOf(node, context), inside(node, context));
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
    case "table":
      return <Table node={node} context={context} />;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "image":
      return <ExternalLink href={node.url}>{node.alt || "Image"}</ExternalLink>;
    case "link":
      return <MarkdownLink url={node.url} context={context} words={inside(node, context)} />;
    case "linkReference":
      return <MarkdownLink url={urlOf(node.identifier, context)} context={context} words={inside(node, context)} />;
    default:
      // Definitions and what later versions of the parser may know: their words, if they have some.
      return "children" in node ? inside(node, context) : null;
  }
}

function Table({ node, context }: { readonly node: MarkdownTable; readonly context: Context }) {
  const [head, ...rows] = node.children;
  const cells = (row: TableRow | undefined, wrapper: "th" | "td") =>
    row?.children.map((cell, index) =>
      createElement(
        wrapper,
        { key: index, ...(wrapper === "th" ? { scope: "col" } : {}), "data-align": node.align?.[index] ?? undefined },
        inside(cell, context),
      ),
    );
  return (
    <table>
      <thead>
        <tr>{cells(head, "th")}</tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one text have no other name than their place
          <tr key={index}>{cells(row, "td")}</tr>
        ))}
      </tbody>
    </table>
  );
}

function anchorOf(heading: Heading, { linkOf }: Context) {
  return linkOf && { tabIndex: -1, "data-anchor": anchorName(wordsOf(heading)) };
}

/** What GitHub calls a heading in links: "What can be typed?" is "what-can-be-typed". */
function anchorName(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
}

function wordsOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(wordsOf).join("") : "";
}

type LinkProps = { readonly url: string; readonly context: Context; readonly words: ReactNode };

function MarkdownLink({ url, context: { onItem, linkOf }, words }: LinkProps) {
  const itemId = itemOfLink(url);
  if (itemId !== null && onItem)
    return (
      <button type="button" className="link reader-item-link" title="Show this item" onClick={() => onItem(itemId)}>
        {words}
      </button>
    );
  const open = linkOf?.(url);
  if (!open) return <ExternalLink href={url}>{words}</ExternalLink>;
  return (
    <button type="button" className="link" onClick={open}>
      {words}
    </button>
  );
}

function urlOf(identifier: string, { tree }: Context): string {
  const nodes = "children" in tree ? tree.children : [];
  const found = nodes.find((node) => node.type === "definition" && node.identifier === identifier);
  return found?.type === "definition" ? found.url : "";
}
