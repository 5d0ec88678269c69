/** `npm run bench`: see bench/main.ts. */
import { root } from '../tools/root.mjs';
import { buildApp, buildPage, bundleForNode } from './bundle.mjs';

try {
  const { module, worker } = await bundleForNode('main');
  process.exitCode = await module.main(
    root,
    worker,
    { page: buildPage, app: buildApp },
    process.argv.slice(2),
  );
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
