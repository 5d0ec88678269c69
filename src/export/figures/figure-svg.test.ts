import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cloudHere } from '../../plots/cloud.ts';
import { plotKinds } from '../../plots/registry.ts';
import { figureSvg, planFigure, RATIO } from './figure-svg.ts';
import { encodePng } from './png.ts';

/** Opening and closing tags in balance, no `<` or stray `&` in text: enough of XML for what we write. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  const text = svg.replaceAll(
    /<(\/?)([a-zA-Z]+)((?: [\w-]+="[^"<]*")*)(\/?)>/g,
    (_, end, name, __, alone) => {
      if (end === '/') expect(open.pop()).toBe(name);
      else if (alone !== '/') open.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(text).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/);
}

describe('figures as SVG', () => {
  for (const kind of plotKinds) {
    it(`draw a ${kind.type} with its axes, and no text as markup`, async () => {
      const { spec, input } = kind.example('light');
      const named = {
        ...input,
        label: (ref: string) => ({ ...input.label(ref), name: `</text><script>"&\u0000 ${ref}` }),
      };
      const model = kind.encode(spec, named);
      const plan = planFigure(model.frame, 320);
      const svg = await figureSvg(model, plan, cloudHere(model)?.paint(plan.view, RATIO) ?? null);
      expectWellFormed(svg);
      expect(svg).not.toContain('<script');
      if (kind.type !== 'rate') expect(svg).toContain('&lt;script&gt;&quot;&amp;');
      expect(svg.includes('data:image/png;base64,')).toBe(model.points !== null);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    });
  }
});

it('writes pixels as PNG', async () => {
  const pixels = Uint8Array.from({ length: 2 * 3 * 4 }, (_, i) => 10 * i);
  const png = Buffer.from(await encodePng(2, 3, pixels));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2, 3]);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  for (let y = 0; y < 3; y++) {
    expect([...rows.subarray(9 * y, 9 * y + 9)]).toEqual([0, ...pixels.subarray(8 * y, 8 * y + 8)]);
  }
  // The check sum of an empty IEND, as the standard has it.
  expect(png.subarray(-4).toString('hex')).toBe('ae426082');
});
