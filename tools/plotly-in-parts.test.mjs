import { expect, test } from 'vitest';
import { inParts } from './plotly-in-parts.mjs';

const bundle = (
  modules,
  end = 'var zz=W((a,b)=>{var c=Core();c.register([Bar()]);b.exports=c});return zz();',
) =>
  `(function(r,f){})(0,()=>{\n"use strict";var Plotly=(()=>{var W=(e,r)=>()=>(r||e((r={exports:{}}).exports,r),r.exports);${modules}${end}})();\nreturn Plotly;}));`;
const MODULES =
  'var Axis=W((a,b)=>{b.exports=["axis"]});var Bar=W((a,b)=>{b.exports=Axis()});var Core=W((a,b)=>{b.exports=[...Axis(),"core"]});';

test('what the core needs, in its order, without what the bundle adds to it', async () => {
  const code = inParts(bundle(MODULES));
  expect(code).toContain('export const parts=[Axis,Core];');
  const { parts, whole } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  expect(parts.map((part) => part())).toEqual([['axis'], ['axis', 'core']]);
  expect(whole()).toBe(parts[1]());
});

test('another form of the package is an error, not half a library', () => {
  for (const text of ['', bundle(MODULES, 'return Core();')])
    expect(() => inParts(text)).toThrow('is not in the form');
  expect(() => inParts(bundle('var Bar=W((a,b)=>{});'))).toThrow('has no module Core');
});
