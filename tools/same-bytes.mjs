/** Set up before every test file of vitest, which compares typed arrays value by value, each looked up by its name. */
import { expect } from 'vitest';

const bytesOf = (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

/** Arrays of one type and the same bytes are equal; of all others, as of what is no such array, vitest judges. */
function haveSameBytes(a, b) {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return undefined;
  return a.constructor === b.constructor && bytesOf(a).equals(bytesOf(b)) ? true : undefined;
}

expect.addEqualityTesters([haveSameBytes]);
