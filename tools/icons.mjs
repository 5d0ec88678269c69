/** Draws the icons of public/icons from public/outcrop.svg, with the system's Chromium. Run when the icon changes. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { root } from './root.mjs';

const svg = readFileSync(join(root, 'public/outcrop.svg'), 'utf8');
/** A maskable icon is cut to a circle or a square by the system: its ground fills all, its sign keeps to the middle. */
const maskable = svg
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace(/<rect[^>]*\/>/, '<rect x="-4" y="-4" width="40" height="40" fill="#1d2430"/>');
const ICONS = [
  { file: '192.png', size: 192, image: svg },
  { file: '512.png', size: 512, image: svg },
  { file: 'maskable-512.png', size: 512, image: maskable },
  { file: 'apple-180.png', size: 180, image: maskable },
];

mkdirSync(join(root, 'public/icons'), { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox'],
});
for (const { file, size, image } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const source = `data:image/svg+xml;base64,${Buffer.from(image).toString('base64')}`;
  await page.setContent(
    `<style>body{margin:0}img{display:block}</style><img src="${source}" width="${size}" height="${size}">`,
  );
  await page.screenshot({ path: join(root, 'public/icons', file), omitBackground: true });
  await page.close();
}
await browser.close();
