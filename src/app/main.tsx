import '../ui/controls.css';
import './theme.css';
import './shell/shell.css';
import '../cells/cells.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { keepOffline } from './offline/keep-offline.ts';
import { startOutcrop } from './start-outcrop.ts';

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
const root = createRoot(place);
if (location.search === '?gallery' || location.hash === '#gallery') {
  const { default: Gallery } = await import('./gallery/Gallery.tsx');
  root.render(<Gallery />);
} else {
  const outcrop = await startOutcrop();
  // In pieces, between which the page answers: as a whole it would hold the thread for 50 ms.
  startTransition(() =>
    root.render(
      <StrictMode>
        <App outcrop={outcrop} />
      </StrictMode>,
    ),
  );
  keepOffline((change) => outcrop.app.setState(({ offline }) => ({ offline: { ...offline, ...change } })));
}
