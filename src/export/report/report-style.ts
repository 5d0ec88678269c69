import { STYLE } from './style.ts';

/** Of notebooks, beside what all reports share. */
export const REPORT_STYLE = `${STYLE}
body{max-width:1240px}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(340px,1fr));gap:14px;margin:10px 0}
.figures figure{margin:0;min-width:0}.figures figcaption{font-weight:600;font-size:13px;margin-bottom:2px;min-height:24px;padding-right:96px;overflow-wrap:anywhere}
.plot{position:relative}.plot canvas{width:100%;height:300px;display:block;cursor:crosshair;touch-action:pan-y}
canvas:focus-visible,button:focus-visible{outline:2px solid var(--in);outline-offset:1px}
/* On the line of the title: beside the events, not over them. */
.figure-tools{position:absolute;bottom:100%;right:14px;margin-bottom:3px;display:flex;gap:3px}
button{font:inherit;font-size:12px;color:var(--text);background:var(--panel);border:1px solid var(--axis);border-radius:4px;padding:1px 7px;cursor:pointer}
.legend{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:5px;padding:6px 0;background:var(--ground)}
.chip[aria-pressed=false]{opacity:.45;text-decoration:line-through}
.tip{position:absolute;z-index:3;white-space:pre;pointer-events:none;font-size:12px;padding:4px 8px;border:1px solid var(--axis);border-radius:4px;background:var(--ground)}
details{margin:6px 0}summary{cursor:pointer;color:var(--soft)}
pre{overflow-x:auto;padding:8px;background:var(--panel);border-radius:4px}blockquote{margin:6px 0;padding-left:12px;border-left:3px solid var(--line)}
a{color:inherit}.scroll{overflow-x:auto}
@media print{.legend,.figure-tools{display:none}}
`;
