/** The script inside a report: draws its figures from the data beside it. It asks the network for nothing. */
import { mountFigure } from './figure.ts';
import { mountLegend } from './legend.ts';
import type { ReportContent } from './report-data.ts';
import { eventSet } from './state.ts';

const text = document.getElementById('report-data')?.textContent;
if (text) {
  const sets = (JSON.parse(text) as ReportContent).sets.map(eventSet);
  for (const place of document.querySelectorAll<HTMLElement>('[data-figure]')) {
    const set = sets[Number(place.dataset.set)];
    const figure = set?.data.figures[Number(place.dataset.figure)];
    if (figure) mountFigure(place, figure, set);
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-legend]')) {
    const set = sets[Number(place.dataset.legend)];
    if (set) mountLegend(place, set);
  }
}
