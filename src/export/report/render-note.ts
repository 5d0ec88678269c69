import katex from 'katex';
import { Marked, type Token, type Tokens } from 'marked';
import markedKatex from 'marked-katex-extension';
import { html, Markup } from './markup.ts';

/** Links lead to pages and mail; anything else is the text that it is. */
const LINK = /^(https?:|mailto:)/i;
const lexer = new Marked({ gfm: true, async: false }, markedKatex({ throwOnError: false }));

/**
 * The Markdown of a note as HTML, made from its tokens with a short list of elements and nothing else: raw HTML is
 * shown as text, images as their words, and a link that is no web address as text. Works without a page.
 */
export function renderNote(text: string): Markup {
  return html`${lexer.lexer(text).map(block)}`;
}

function block(token: Token): Markup {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens = [] } = token as Tokens.Heading;
      // The page has the title, and a cell its name: notes begin below.
      return element(`h${Math.min(6, depth + 2)}`, inlines(tokens));
    }
    case 'paragraph':
      return element('p', inlines((token as Tokens.Paragraph).tokens));
    case 'blockquote':
      return element('blockquote', (token as Tokens.Blockquote).tokens.map(block));
    case 'blockKatex':
      return html`<p>${formula(token, true)}</p>`;
    case 'code':
      return html`<pre><code>${(token as Tokens.Code).text}</code></pre>`;
    case 'hr':
      return html`<hr>`;
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return element(
        ordered ? 'ol' : 'ul',
        items.map(
          (item) =>
            html`<li>${item.task ? (item.checked ? '☑ ' : '☐ ') : null}${item.tokens.map(block)}</li>`,
        ),
      );
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return html`<table><thead><tr>${header.map((cell) => html`<th>${inlines(cell.tokens)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inlines(cell.tokens)}</td>`)}</tr>`)}</tbody></table>`;
    }
    case 'space':
    case 'def':
      return html``;
    case 'text':
      return html`${inlines((token as Tokens.Text).tokens ?? [token])}`;
    default:
      return html`<p>${token.raw}</p>`;
  }
}

function inlines(tokens: readonly Token[]): Markup[] {
  return tokens.map(inline);
}

function inline(token: Token): Markup {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return element(token.type, inlines((token as Tokens.Strong).tokens));
    case 'codespan':
      return html`<code>${(token as Tokens.Codespan).text}</code>`;
    case 'inlineKatex':
      return formula(token, false);
    case 'br':
      return html`<br>`;
    case 'escape':
      return html`${(token as Tokens.Escape).text}`;
    case 'link': {
      const { href, tokens } = token as Tokens.Link;
      if (!LINK.test(href)) return html`${inlines(tokens)}`;
      return html`<a href="${href}" rel="noopener noreferrer" target="_blank">${inlines(tokens)}</a>`;
    }
    case 'image':
      return html`${(token as Tokens.Image).text}`;
    case 'text': {
      const { tokens, raw } = token as Tokens.Text;
      return tokens ? html`${inlines(tokens)}` : html`${raw}`;
    }
    default:
      return html`${token.raw}`;
  }
}

/** KaTeX escapes what it cannot read, and makes neither links nor pictures unless it is told to trust. */
function formula(token: Token, displayMode: boolean): Markup {
  const { text } = token as Tokens.Generic;
  return new Markup(
    katex.renderToString(String(text), { displayMode, output: 'mathml', throwOnError: false, trust: false }),
  );
}

/** The name is one of ours, never of the text. */
function element(name: string, content: Markup[]): Markup {
  return html`${new Markup(`<${name}>`)}${content}${new Markup(`</${name}>`)}`;
}
