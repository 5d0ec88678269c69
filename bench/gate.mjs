/**
 * The overlap gate by itself:
 *     node bench/gate.mjs --case overlap --rows 30000 --seeds 5 --method umap [--threads 1] [--fresh]
 */
import { root } from '../tools/root.mjs';
import { bundleForNode } from './bundle.mjs';

try {
  const { module, worker } = await bundleForNode('gate');
  await module.gate(root, worker, process.argv.slice(2));
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
