import { paletteOf } from '../../plots/palette.ts';

const light = paletteOf('light');
const dark = paletteOf('dark');

const variables = (palette: typeof light, panel: string): string =>
  `--ground:${palette.ground};--panel:${panel};--text:${palette.text};--soft:${palette.softText};` +
  `--line:${palette.grid};--axis:${palette.axis};--in:${palette.selected};`;

/** Follows the reader's theme; prints as the light one. */
export const STYLE = `
:root{color-scheme:light dark;${variables(light, '#f5f6f8')}}
@media screen and (prefers-color-scheme:dark){:root{${variables(dark, '#232a34')}}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px;max-width:1080px;background:var(--ground);color:var(--text);font:14px/1.45 system-ui,sans-serif}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:32px 0 8px;border-bottom:1px solid var(--line);padding-bottom:4px}
h3{font-size:14px;margin:16px 0 6px}p{margin:4px 0 10px}.soft{color:var(--soft)}
code,.num{font-variant-numeric:tabular-nums}code{font:12px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
table{border-collapse:collapse;margin:6px 0 12px;font-size:13px}
th,td{text-align:left;padding:3px 14px 3px 0;border-bottom:1px solid var(--line);vertical-align:middle}
th{color:var(--soft);font-weight:500}td.num,th.num{text-align:right}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:8px 0}dt{color:var(--soft)}dd{margin:0}
.plane{position:relative;width:min(600px,100%);aspect-ratio:1;margin:0;border:1px solid var(--line)}
.plane img{width:100%;height:100%;display:block}
.plane span{position:absolute;transform:translate(-50%,-50%);font-size:12px;font-weight:600;line-height:16px;padding:0 4px;border-radius:3px;background:var(--ground);opacity:.88}
.plane .beside{transform:translate(-50%,6px)}
.dist{width:240px;height:80px;display:block}.dist text{fill:var(--soft);font-size:11px}
.dist .in{fill:var(--in);fill-opacity:.4;stroke:var(--in)}.dist .out{fill:none;stroke:var(--text);stroke-opacity:.65}.dist .axis{stroke:var(--axis)}
.swatch{display:inline-block;width:11px;height:11px;border-radius:50%;margin-right:6px;vertical-align:-1px}
.swatch.dark{display:none}
@media screen and (prefers-color-scheme:dark){.swatch.light{display:none}.swatch.dark{display:inline-block}}
.warn{border-left:3px solid var(--in);padding:4px 10px;background:var(--panel);margin:4px 0}
section.cluster{break-inside:avoid}
`;
