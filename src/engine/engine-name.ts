/** What runs this: `Node 20`, `Chrome 140`, `Firefox 143`; for provenance, never to decide anything. */
export function engineName(): string {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  const node = process?.versions?.node;
  if (node !== undefined) return `Node ${node.split('.')[0]}`;
  const agent = navigator.userAgent;
  const found = /(Firefox|Chrome)\/(\d+)/.exec(agent) ?? /(?:Version)\/(\d+).*(Safari)/.exec(agent);
  if (!found) return 'unknown browser';
  return found[2] === 'Safari' ? `Safari ${found[1]}` : `${found[1]} ${found[2]}`;
}
