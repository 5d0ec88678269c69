import '../ui/controls.css';
import './theme.css';
import './shell/shell.css';
import '../cells/cells.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { keepOffline } from './offline/keep-offline.ts';
import { startOutcrop } from './start-outcrop.ts';

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
const outcrop = await startOutcrop();
createRoot(place).render(
  <StrictMode>
    <App outcrop={outcrop} />
  </StrictMode>,
);
keepOffline((change) => outcrop.app.setState(({ offline }) => ({ offline: { ...offline, ...change } })));
