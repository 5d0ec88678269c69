/**
 * How many events of each injected population are found where 1 % of the ordinary ones come along, in the measured
 * quantities and in the derived ones on offer:
 *     node bench/recall.mjs [--events 20000] [--seeds 5] [--seed 1]
 */
import { root } from '../tools/root.mjs';
import { bundleForNode } from './bundle.mjs';

try {
  const { module } = await bundleForNode('recall');
  await module.recalls(root, process.argv.slice(2));
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
