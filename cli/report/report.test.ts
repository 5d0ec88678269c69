import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Effect } from '../../src/core/explain/effect.ts';
import { distribution } from '../../src/export/report/distribution.ts';
import { formatNumber, formatScore, formatShare } from '../../src/export/report/format-number.ts';
import { html } from '../../src/export/report/markup.ts';
import { clusterPlaces, planePicture } from './plane.ts';
import { encodePng } from './png.ts';

/** The pixels of a PNG of ours (8-bit RGBA, filter none), every checksum tested. */
function decodePng(png: Buffer): { width: number; height: number; at(x: number, y: number): number[] } {
  let [width, height] = [0, 0];
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    if (type === 'IHDR') [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
    if (type === 'IDAT') parts.push(data);
    at += 12 + length;
  }
  const rows = inflateSync(Buffer.concat(parts));
  expect(rows.length).toBe(height * (1 + 4 * width));
  const at = (x: number, y: number): number[] => {
    const start = y * (1 + 4 * width) + 1 + 4 * x;
    return [...rows.subarray(start, start + 4)];
  };
  return { width, height, at };
}

test('a PNG keeps its pixels', () => {
  const rgba = Uint8Array.from({ length: 3 * 2 * 4 }, (_, i) => (i * 37) % 256);
  const image = decodePng(encodePng(3, 2, rgba));
  expect([image.width, image.height]).toEqual([3, 2]);
  expect(image.at(2, 1)).toEqual([...rgba.subarray(20, 24)]);
});

test('the plane: rows in place, small clusters above large ones, rows left out not drawn', () => {
  const x = Float32Array.of(0, 1, 1, 1, Number.NaN);
  const y = Float32Array.of(0, 1, 1, 1, Number.NaN);
  const labels = Int32Array.of(-1, 0, 0, 1, -2);
  const image = decodePng(Buffer.from(planePicture(x, y, labels, 'light').split(',')[1], 'base64'));
  const last = image.width - 1 - 24;
  expect(image.at(24, last)[3]).toBeGreaterThan(0);
  expect(image.at(last >> 1, last >> 1)[3]).toBe(0);
  const alone = decodePng(
    Buffer.from(
      planePicture(x.slice(0, 3), y.slice(0, 3), labels.slice(0, 3), 'light').split(',')[1],
      'base64',
    ),
  );
  expect(image.at(last, 24)).not.toEqual(alone.at(last, 24));
  expect(clusterPlaces(x, y, labels, 2)).toEqual([
    { label: 0, left: 98, top: 2, beside: true },
    { label: 1, left: 98, top: 2, beside: true },
  ]);
});

test('nothing of a file becomes markup', () => {
  const name = '<script>alert(1)</script>"\'&';
  expect(html`<td title="${name}">${[name, null, 3]}</td>`.text).toBe(
    '<td title="&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;">&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;3</td>',
  );
});

test('a distribution is drawn within its frame, also where log or empty', () => {
  const effect: Effect = {
    column: 's2<area>',
    unit: 'phd',
    score: 1,
    low: 1,
    high: 1,
    medianIn: 1,
    medianOut: 1,
    countIn: 1,
    countOut: 0,
    missingIn: 0,
    missingOut: 0,
    group: 0,
    leader: true,
    edges: Float32Array.of(1, 10, 100),
    sharesIn: Float32Array.of(0.5, 0.5),
    sharesOut: Float32Array.of(0, 0),
    log: true,
  };
  const { text } = distribution(effect);
  expect(text).toContain('V4.0H120.0V4.0H240.0V64');
  expect(text).toContain('s2&lt;area&gt;');
  expect(text).not.toContain('NaN');
});

test('numbers for readers', () => {
  expect([0, 1234.5, 0.00012, -2.5e7, Number.NaN].map(formatNumber)).toEqual([
    '0',
    '1230',
    '1.2e-4',
    '-2.5e7',
    '–',
  ]);
  expect([0, 0.0123, 0.5, 1].map(formatShare)).toEqual(['0 %', '1.2 %', '50.0 %', '100 %']);
  expect([-0.914, 1, 0].map(formatScore)).toEqual(['−0.91', '+1.00', '+0.00']);
});
