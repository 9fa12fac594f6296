import { HighlightStyle } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colours of a text: VS Code's own, as variables, so that a theme may change them. */
export const codeColours = HighlightStyle.define([
  { tag: tags.string, color: "var(--jobdeck-token-string)" },
  { tag: tags.number, color: "var(--jobdeck-token-number)" },
  { tag: [tags.atom, tags.keyword, tags.bool, tags.null], color: "var(--jobdeck-token-keyword)" },
  { tag: tags.comment, color: "var(--jobdeck-token-comment)" },
  // After the strings: a name in an object is both.
  { tag: tags.propertyName, color: "var(--jobdeck-token-property)" },
]);

const mono =
  '"SF Mono", Monaco, Menlo, Consolas, "Ubuntu Mono", "Liberation Mono", "DejaVu Sans Mono", "Courier New", monospace';

const focusRing = { outline: "1px solid var(--vscode-focusBorder)", outlineOffset: "-1px" };

const button = {
  padding: "2px 8px",
  border: "1px solid var(--vscode-button-secondaryBorder)",
  borderRadius: "2px",
  background: "var(--vscode-button-secondaryBackground)",
  color: "var(--vscode-button-secondaryForeground)",
  font: "inherit",
  cursor: "pointer",
};

const look = {
  "&": {
    color: "var(--vscode-editor-foreground)",
    backgroundColor: "var(--vscode-editor-background)",
    fontSize: "13px",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: mono, lineHeight: "19px", overflow: "auto" },
  ".cm-content": { padding: "4px 0", caretColor: "var(--vscode-editor-foreground)" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-gutters": {
    border: "0",
    background: "var(--vscode-editor-background)",
    color: "var(--vscode-editorLineNumber-foreground)",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "32px", padding: "0 8px 0 12px" },
  ".cm-activeLineGutter": { background: "none", color: "var(--vscode-editorLineNumber-activeForeground)" },
  ".cm-activeLine": { background: "none" },
  "&.cm-focused .cm-activeLine": { boxShadow: "inset 0 0 0 1px var(--vscode-editor-lineHighlightBorder)" },
  ".cm-cursor": { borderLeft: "2px solid var(--vscode-editor-foreground)" },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--vscode-editor-inactiveSelectionBackground)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--vscode-editor-selectionBackground)",
  },
  ".cm-selectionMatch": { background: "var(--vscode-editor-findMatchHighlightBackground)" },
  ".cm-searchMatch": { background: "var(--vscode-editor-findMatchHighlightBackground)" },
  ".cm-searchMatch-selected": { background: "var(--vscode-editor-findMatchBackground)" },
  "&.cm-focused .cm-matchingBracket": {
    background: "none",
    boxShadow: "0 0 0 1px var(--vscode-editorBracketMatch-border)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { background: "none", color: "var(--vscode-errorForeground)" },
};

const widgets = {
  ".cm-panels": {
    background: "var(--vscode-notifications-background)",
    color: "var(--vscode-foreground)",
    fontSize: "12px",
  },
  ".cm-panels-top": { borderBottom: "1px solid var(--vscode-widget-border)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--vscode-widget-border)" },
  ".cm-panel.cm-search": { padding: "6px 28px 6px 12px" },
  ".cm-panel label": { display: "inline-flex", alignItems: "center", gap: "4px", fontSize: "12px" },
  ".cm-textfield": {
    padding: "2px 6px",
    border: "1px solid var(--vscode-input-border)",
    background: "var(--vscode-input-background)",
    color: "var(--vscode-input-foreground)",
    fontSize: "12px",
  },
  ".cm-textfield:focus-visible, .cm-button:focus-visible, .cm-panel [name=close]:focus-visible": focusRing,
  ".cm-button": { ...button, backgroundImage: "none" },
  ".cm-panel [name=close]": { color: "inherit", cursor: "pointer" },
  ".cm-tooltip": {
    border: "1px solid var(--vscode-widget-border)",
    background: "var(--vscode-notifications-background)",
    color: "var(--vscode-foreground)",
  },
  ".cm-diagnostic": { padding: "4px 8px", fontSize: "12px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--vscode-errorForeground)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--vscode-charts-yellow)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--vscode-charts-blue)" },
  ".cm-lintRange": {
    backgroundImage: "none",
    paddingBottom: "0",
    textDecorationLine: "underline",
    textDecorationStyle: "wavy",
    textDecorationSkipInk: "none",
  },
  ".cm-lintRange-error": { textDecorationColor: "var(--vscode-errorForeground)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--vscode-charts-yellow)" },
  ".cm-lintRange-info": { textDecorationColor: "var(--vscode-charts-blue)" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { background: "var(--vscode-list-inactiveSelectionBackground)" },
  ".cm-panel.cm-panel-lint ul:focus [aria-selected]": {
    background: "var(--vscode-list-activeSelectionBackground)",
    color: "var(--vscode-list-activeSelectionForeground)",
  },
};

/** How the editor looks: in the tokens of the window's theme, whichever that is. */
export function codeLook(fill: boolean): Extension {
  const size = fill
    ? { "&": { ...look["&"], height: "100%" } }
    : { ".cm-scroller": { ...look[".cm-scroller"], minHeight: "84px", maxHeight: `${18 * 19 + 8}px` } };
  return EditorView.theme({ ...look, ...widgets, ...size });
}
