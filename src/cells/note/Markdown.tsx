import { useEffect, useState } from 'react';

/** The renderer is large, so it comes when the first text is shown; until then the plain text is. */
export function Markdown({ text }: { text: string }) {
  const [html, setHtml] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    import('./render-markdown.ts')
      .then(({ renderMarkdown }) => renderMarkdown(text))
      .then(
        (rendered) => {
          if (current) setHtml(rendered);
        },
        (error: unknown) => {
          if (current) setFailure(String(error));
        },
      );
    return () => {
      current = false;
    };
  }, [text]);
  if (html === null) {
    return (
      <>
        {failure !== null && <p className="field-hint">shown as plain text: {failure}</p>}
        <pre className="note-plain">{text}</pre>
      </>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown returns DOMPurify's output
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
