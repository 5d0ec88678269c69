import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import markedKatex from 'marked-katex-extension';

const marked = new Marked({ gfm: true, async: false });
marked.use(markedKatex({ throwOnError: false, output: 'mathml' }));
// Raw HTML is shown as the text it is: even a parser that runs nothing would have the policy report its handlers.
marked.use({ renderer: { html: ({ text }) => escapeHtml(text) } });

/**
 * Markdown with math to HTML that is safe to insert: no scripts, no handlers, no styles, no forms, no images or
 * frames from elsewhere. Links open in a new tab and are told nothing about this page.
 */
export function renderMarkdown(text: string): string {
  const html = marked.parse(text) as string;
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
