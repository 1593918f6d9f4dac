// The editor: CodeMirror in a shadow tree, where its styles need no inline sheet and the policy of the page holds.
(() => {
  "use strict";
  const regimap = (self.regimap ??= {});

  /** Puts an editor into `place`. It tells `changed` of each change, `ask` of Ctrl+Enter, `open` of a chosen query. */
  regimap.editor = (place, { label, help, changed, ask, open }) => {
    const {
      EditorState, EditorView, HighlightStyle, StreamLanguage, autocompletion, bracketMatching, closeBrackets,
      closeBracketsKeymap, completionKeymap, defaultKeymap, drawSelection, highlightSpecialChars, history, historyKeymap,
      keymap, lineNumbers, sparql, syntaxHighlighting, tags,
    } = self.CodeMirror;
    const root = place.attachShadow({ mode: "open" });
    const colours = HighlightStyle.define([
      { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
      { tag: [tags.string, tags.atom], color: "var(--good)" },
      { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
      { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--mid)" },
      { tag: [tags.number, tags.bool], color: "var(--visited)" },
    ]);
    const look = EditorView.theme({
      "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "inherit" },
      "&.cm-focused": { outline: "none" },
      ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", minHeight: "9rem", maxHeight: "max(9rem, min(42vh, 34rem))", overflow: "auto" },
      ".cm-content": { caretColor: "var(--ink)", padding: ".5rem 0" },
      ".cm-cursor": { borderLeftColor: "var(--ink)" },
      ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--quiet)", borderRight: "1px solid var(--rule)" },
      ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
        backgroundColor: "color-mix(in srgb, var(--link) 30%, transparent)",
      },
      ".cm-matchingBracket": { backgroundColor: "var(--mid-tint)", outline: "1px solid var(--mid)" },
      ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--strong-rule)", color: "var(--ink)", maxWidth: "min(40rem, 90vw)" },
      ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16rem" },
      ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
      ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "var(--paper)" },
      ".cm-completionDetail": { color: "var(--quiet)", fontStyle: "normal", fontFamily: "var(--sans)" },
      ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
      ".cm-completionInfo": { fontFamily: "var(--sans)", maxWidth: "24rem", padding: ".4rem .6rem" },
    });
    const view = new EditorView({
      root,
      parent: root,
      extensions: [
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        look,
        autocompletion({ override: [regimap.words(open)], icons: false }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": `${label}. ${help}`, tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
        keymap.of([
          { key: "Mod-Enter", preventDefault: true, run: () => (ask(), true) },
          ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
      ],
    });
    return {
      get text() {
        return view.state.doc.toString();
      },
      set text(text) {
        if (text !== view.state.doc.toString()) {
          view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, scrollIntoView: true });
        }
      },
      /** Puts the cursor where something is wrong. */
      point(line, column) {
        const { doc } = view.state;
        if (line > doc.lines) return;
        const { from, to } = doc.line(line);
        view.dispatch({ selection: { anchor: Math.min(from + column - 1, to) }, scrollIntoView: true });
      },
      focus: () => view.focus(),
    };
  };
})();
