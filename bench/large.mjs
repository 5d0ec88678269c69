/**
 * What it takes to look into files of several GB and to read some of their rows:
 *     node bench/large.mjs [--gigabytes 5] [--formats root,csv]
 */
import { root } from '../tools/root.mjs';
import { bundleForNode } from './bundle.mjs';

try {
  const { module } = await bundleForNode('large');
  await module.large(root, process.argv.slice(2));
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
