import { choose } from './figure.ts';
import { type EventSet, redrawAll } from './state.ts';

/** Clusters as buttons: a click shows or hides one in all figures, pointing at it lights it up. */
export function mountLegend(place: HTMLElement, set: EventSet): void {
  for (const { label, name, count, color } of set.data.clusters) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chip';
    button.setAttribute('aria-pressed', 'true');
    for (const [theme, shade] of [
      ['light', color[0]],
      ['dark', color[1]],
    ]) {
      const swatch = document.createElement('span');
      swatch.className = `swatch ${theme}`;
      swatch.style.background = shade;
      button.append(swatch);
    }
    button.append(`${name} (${count.toLocaleString('en')})`);
    button.addEventListener('click', () => {
      if (!set.hidden.delete(label)) set.hidden.add(label);
      button.setAttribute('aria-pressed', String(!set.hidden.has(label)));
      redrawAll(set);
    });
    const light = (lit: number | null) => () => {
      set.lit = lit;
      redrawAll(set);
    };
    button.addEventListener('pointerenter', light(label));
    button.addEventListener('pointerleave', light(null));
    button.addEventListener('focus', light(label));
    button.addEventListener('blur', light(null));
    place.append(button);
  }
  const saved = set.selected;
  if (saved) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chip';
    button.textContent = 'selection as saved';
    button.addEventListener('click', () => choose(set, set.selected === saved ? null : saved));
    place.append(button);
  }
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.className = 'chip';
  clear.textContent = 'clear';
  clear.addEventListener('click', () => choose(set, null));
  place.append(clear);
}
