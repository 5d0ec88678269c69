import { rememberTheme, systemTheme } from '../theme.ts';
import type { AppCommand } from './command.ts';

/** What a window is made of, in the order of the eye. */
const PARTS = ['header.topbar', 'nav.outline', 'main', 'aside.inspector'];

/** Gives the focus to the part after the one that has it; Tab then goes on inside. */
function goToNextPart(): void {
  const parts = PARTS.map((part) => document.querySelector<HTMLElement>(part)).filter(
    (part) => part !== null,
  );
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = parts[(at + 1) % parts.length];
  if (!next) return;
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

export const viewCommands: AppCommand[] = [
  {
    id: 'palette',
    name: 'Palette: find a command, cell, plot, column …',
    keys: 'Mod-K',
    group: 'view',
    whileTyping: true,
    run: ({ app }) => app.setState({ dialog: 'palette' }),
  },
  {
    id: 'next-part',
    name: 'Next part of the window',
    keys: 'F6',
    group: 'view',
    whileTyping: true,
    run: goToNextPart,
  },
  {
    id: 'theme',
    name: 'Light or dark',
    alsoCalled: ['dark mode'],
    keys: null,
    group: 'view',
    label: ({ app }) => (app.getState().theme === 'dark' ? 'Light theme' : 'Dark theme'),
    run({ app }) {
      const theme = app.getState().theme === 'dark' ? 'light' : 'dark';
      rememberTheme(theme);
      app.setState({ theme });
    },
  },
  {
    id: 'theme-system',
    name: 'Theme of the system',
    keys: null,
    group: 'view',
    run({ app }) {
      rememberTheme(null);
      app.setState({ theme: systemTheme() });
    },
  },
  {
    id: 'fold-all',
    name: 'Fold all cells',
    alsoCalled: ['collapse all'],
    keys: null,
    group: 'view',
    refusal: ({ session }) =>
      session.store.getState().document.cells.every((cell) => cell.collapsed) ? 'all are folded' : null,
    run: ({ actions }) => actions.foldAll(true),
  },
  {
    id: 'unfold-all',
    name: 'Unfold all cells',
    alsoCalled: ['expand all'],
    keys: null,
    group: 'view',
    refusal: ({ session }) =>
      session.store.getState().document.cells.some((cell) => cell.collapsed) ? null : 'none is folded',
    run: ({ actions }) => actions.foldAll(false),
  },
  {
    id: 'licences',
    name: 'Licences of what Outcrop is built with',
    keys: null,
    group: 'view',
    run: () => void window.open('./licences.txt', '_blank', 'noopener'),
  },
  {
    id: 'keys',
    name: 'Keys',
    alsoCalled: ['help', 'shortcuts'],
    keys: '?',
    group: 'view',
    run: ({ app }) => app.setState({ dialog: 'keys' }),
  },
];
