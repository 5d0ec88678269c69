/** The overlap gate by itself: node bench/gate.mjs --case overlap --rows 30000 --seeds 5 --method umap [--fresh] */
import { root } from '../tools/root.mjs';
import { load } from './bundle.mjs';

try {
  const { gate } = await load('gate');
  await gate(root, process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
