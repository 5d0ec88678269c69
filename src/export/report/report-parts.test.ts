import { expect, test } from 'vitest';
import { unpack } from '../viewer/unpack.ts';
import { packColumn } from './pack.ts';
import { pickRows } from './pick-rows.ts';
import { renderNote } from './render-note.ts';

const note = (text: string): string => renderNote(text).text;

test('a note keeps headings, lists, tables, code and web links', () => {
  expect(note('# A *b* `c`')).toBe('<h3>A <em>b</em> <code>c</code></h3>');
  expect(note('- one\n- **two**')).toBe('<ul><li>one</li><li><strong>two</strong></li></ul>');
  expect(note('a | b\n--|--\n1 | 2')).toContain('<td>1</td><td>2</td>');
  expect(note('[x](https://a.b/?c=1&d)')).toContain(
    '<a href="https://a.b/?c=1&amp;d" rel="noopener noreferrer"',
  );
  expect(note('a < b & c &amp; d')).toBe('<p>a &lt; b &amp; c &amp;amp; d</p>');
});

test('nothing that a note says can run or fetch', () => {
  for (const text of [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <svg onload=alert(1)> b',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x]( javascript&colon;alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](//evil.example/x)',
    '![x](https://evil.example/x.png)',
    '![x](javascript:alert(1) "t")',
    '[a]: javascript:alert(1)\n[a]',
    '<javascript:alert(1)>',
    '[x](https://a.b "\\" onmouseover=alert(1) ")',
    '[x](https://a.b/"onmouseover="alert(1))',
    '`</code><script>alert(1)</script>`',
    '```html\n</code></pre><script>alert(1)</script>\n```',
    '# <b onclick=alert(1)>x</b>',
    '| <script> | b |\n|--|--|\n| <iframe src=//x> | 2 |',
    '<style>@import url(//x)</style>',
    '<!-- --><base href=//x>',
    '- [ ] <input autofocus onfocus=alert(1)>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<a href="javascript:alert(1)">x</a>',
    '[![x](javascript:a)](javascript:b)',
    '\\<script>alert(1)\\</script>',
  ]) {
    const found = note(text);
    const tags = found.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag, text).toMatch(
        /^<\/?(h[3-6]|p|ul|ol|li|em|strong|del|code|pre|blockquote|hr|br|table|thead|tbody|tr|th|td|a)>$|^<a href="(https?:|mailto:)[^"]*" rel="noopener noreferrer" target="_blank">$/,
      );
    }
    expect(found.replaceAll(/<[^>]*>/g, ''), text).not.toMatch(/[<>]/);
  }
});

test('formulas are MathML; what they hold stays a formula', () => {
  expect(note('$E = mc^2$')).toMatch(/^<p><span class="katex"><math .*<msup>.*<\/math><\/span><\/p>$/);
  for (const tex of [
    '\\href{javascript:alert(1)}{x}',
    '\\url{javascript:alert(1)}',
    '\\includegraphics{https://evil.example/x.png}',
    '\\htmlData{onclick=alert(1)}{x}',
    '\\text{<img src=x onerror=alert(1)>}',
    '</math><script>alert(1)</script>',
    '\\notacommand{<b onclick=x>}',
  ]) {
    const found = note(`$${tex}$`);
    expect(found, tex).not.toMatch(/<(a|img|script|b)\b|<[^>]*\s(on\w+|href|src)=/i);
  }
});

test('values survive packing to a step that nobody sees, wide ones to a float', () => {
  const values = [0, 1, 2.5, Number.NaN, 10];
  const narrow = packColumn(values, 5);
  expect(narrow.type).toBe('u16');
  const found = unpack(narrow);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) expect(found[i]).toBeNaN();
    else expect(Math.abs(found[i] - value)).toBeLessThan(10 / 65534);
  });
  const wide = packColumn([0, 1, 1e6, Number.POSITIVE_INFINITY], 5);
  expect(wide.type).toBe('f32');
  expect([...unpack(wide)]).toEqual([0, 1, 1e6, Number.NaN]);
  expect([...unpack(packColumn([Number.NaN], 1))]).toEqual([Number.NaN]);
});

test('rows to draw: all of few; of many, small strata whole and the rest evenly', () => {
  expect([...pickRows(Int32Array.of(1, 2, 1), 3)]).toEqual([0, 1, 2]);
  const strata = Int32Array.from({ length: 1000 }, (_, row) => (row % 100 === 7 ? 1 : row % 2 === 0 ? 0 : 2));
  const picked = [...pickRows(strata, 110)];
  const of = (stratum: number): number => picked.filter((row) => strata[row] === stratum).length;
  expect([of(0), of(1), of(2), picked.length]).toEqual([50, 10, 50, 110]);
  expect(picked).toEqual([...new Set(picked)].sort((a, b) => a - b));
});
