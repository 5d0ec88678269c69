import DOMPurify from 'dompurify';
import { Marked, type MarkedExtension } from 'marked';

// Raw HTML is shown as the text it is: even a parser that runs nothing would have the policy report its handlers.
const htmlAsText: MarkedExtension = { renderer: { html: ({ text }) => escapeHtml(text) } };
const withoutMath = new Marked({ gfm: true, async: false }, htmlAsText);
let withMath: Marked | null = null;

/** KaTeX is ten times the rest, so it comes with the first dollar sign, which all math begins with. */
async function parserFor(text: string): Promise<Marked> {
  if (!text.includes('$')) return withoutMath;
  if (withMath === null) {
    const { default: markedKatex } = await import('marked-katex-extension');
    const math = markedKatex({ throwOnError: false, output: 'mathml' });
    withMath = new Marked({ gfm: true, async: false }, math, htmlAsText);
  }
  return withMath;
}

/**
 * Markdown with math to HTML that is safe to insert: no scripts, no handlers, no styles, no forms, no images or
 * frames from elsewhere. Links open in a new tab and are told nothing about this page.
 */
export async function renderMarkdown(text: string): Promise<string> {
  const html = (await parserFor(text)).parse(text) as string;
  const clean = DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true, mathMl: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'iframe',
      'object',
      'embed',
      'img',
      'video',
      'audio',
    ],
    FORBID_ATTR: ['style', 'class', 'id', 'name'],
    RETURN_DOM_FRAGMENT: true,
  });
  const box = document.createElement('div');
  box.append(clean);
  for (const link of box.querySelectorAll('a')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  return box.innerHTML;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
