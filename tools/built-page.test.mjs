import { expect, it } from 'vitest';
import { nameFaults, pageFaults, scriptFaults } from './built-page.mjs';

it('finds inline scripts, handlers and scripts from elsewhere', () => {
  expect(
    pageFaults('<script type="module" crossorigin src="./assets/main.js"></script><p id="on=1">on = 2</p>'),
  ).toEqual([]);
  for (const page of [
    '<script>go()</script>',
    '<SCRIPT type="module">import "./a.js"</SCRIPT>',
    '<script src="https://example.org/a.js"></script>',
    '<script src="//example.org/a.js"></script>',
    '<body class="x" onload="go()">',
  ])
    expect(pageFaults(page), page).toHaveLength(1);
});

it('finds text that is made code, and nothing that only looks like it', () => {
  for (const code of [
    'retrieval(x)',
    'a.eval(x)',
    'Function.prototype',
    'isFunction("x")',
    'setTimeout(()=>go("x"),1)',
  ])
    expect(scriptFaults(code), code).toEqual([]);
  for (const code of [
    'x=eval("1")',
    ';eval (a)',
    'new Function("return this")()',
    "Function('a','b')",
    'setTimeout("go()",1)',
  ])
    expect(scriptFaults(code), code).toHaveLength(1);
});

it('finds files that hosts with Jekyll leave out', () => {
  expect(nameFaults(['index.html', 'assets/a_b-c.js', 'assets/part.js'])).toEqual([]);
  for (const name of ['assets/_no-zstd.js', '__x.js', '.well/a.js', 'assets\\_a.js'])
    expect(nameFaults([name]), name).toHaveLength(1);
});
