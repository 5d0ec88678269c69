/** `npm start`: installs and builds what is missing, then serves the app. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_SOURCES, isFresh } from './fresh.mjs';
import { install } from './install.mjs';
import { parseOrigins } from './remote.mjs';
import { root } from './root.mjs';
import { startServer } from './serve.mjs';

const USAGE = `usage: npm start [-- --port N] [--host NAME] [--allow ORIGIN] [--no-build]
  --port N         first port to try (4173)
  --allow ORIGIN   let the app open files at this origin, such as https://data.example.org; may be repeated
  --host NAME      address to listen on (localhost); 0.0.0.0 for every one
  --no-build       serve dist/ as it is`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4173' },
      allow: { type: 'string', multiple: true, default: [] },
      host: { type: 'string', default: 'localhost' },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`invalid --port: ${values.port}; expected a whole number from 0 to 65535`);
  }
  const allow = parseOrigins(values.allow);
  return { port, allow, host: values.host, build: !values['no-build'], help: values.help };
}

let options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error.message}\n${USAGE}`);
  process.exit(2);
}
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

try {
  if (options.build) {
    install();
    if (!isFresh('dist/index.html', APP_SOURCES)) {
      console.error('Building the app ...');
      const { build } = await import('vite');
      await build({ root, logLevel: 'warn' });
    }
  }
  if (!isFresh('dist/index.html', []))
    throw new Error('dist/index.html is not there; run npm start without --no-build');
  const { port, host, allow } = options;
  const server = await startServer({ root: join(root, 'dist'), port, host, allow });
  console.log(`Outcrop: ${server.url}`);
  if (options.host !== 'localhost' && options.host !== '127.0.0.1') {
    console.error(
      'Browsers give threads to secure pages only: from another computer Outcrop runs without them.',
    );
  }
  if (allow.length > 0) console.error(`Files may be opened at ${allow.join(', ')}.`);
  console.error('Your data stays on this computer. Ctrl-C stops the server.');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
