import { pan, type View, zoom } from './axis.ts';

/** The view after a key: arrows pan by a tenth, + and - zoom. Null where the key means nothing to a figure. */
export function viewAfterKey(key: string, view: View, xOnly: boolean): View | null {
  switch (key) {
    case 'ArrowLeft':
      return pan(view, -0.1, 0);
    case 'ArrowRight':
      return pan(view, 0.1, 0);
    case 'ArrowUp':
      return xOnly ? null : pan(view, 0, 0.1);
    case 'ArrowDown':
      return xOnly ? null : pan(view, 0, -0.1);
    case '+':
    case '=':
      return zoom(view, 0.8, xOnly);
    case '-':
      return zoom(view, 1.25, xOnly);
    default:
      return null;
  }
}
