/**
 * What Outcrop finds where there is nothing to find, and how little it finds of what is new:
 *     node bench/null.mjs [--selections 100] [--comparisons 100] [--planted 5] [--tables 12] [--seed 9000]
 */
import { root } from '../tools/root.mjs';
import { bundleForNode } from './bundle.mjs';

try {
  const { module } = await bundleForNode('null');
  await module.nulls(root, process.argv.slice(2));
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
