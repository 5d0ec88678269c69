/**
 * The search kernel, in AssemblyScript: what searchRange of src/core/space/kd-tree.ts does, to the bit, with
 * eight points of a leaf in the lanes of two registers. All memory is laid out by the caller.
 */
const NO_BOX: f32 = -1;
/** Columns before the first look at whether all eight points are too far: it costs a guess of the processor. */
const PATIENCE: i32 = 16;

let packed: usize = 0;
let boxes: usize = 0;
let starts: usize = 0;
let ends: usize = 0;
let lefts: usize = 0;
let parents: usize = 0;
let groups: usize = 0;
let leaves: usize = 0;
let queries: usize = 0;
let query: usize = 0;
let best: usize = 0;
let who: usize = 0;
let stack: usize = 0;
let reach: usize = 0;
let indices: usize = 0;
let distances: usize = 0;
let dims: i32 = 0;
let width: i32 = 0;
let patience: usize = 0;
let k: i32 = 0;
let squared: bool = true;
let worst: f32 = 0;
let prune: f32 = 1;
let scanned: i32 = 0;

/** Addresses in bytes, `packed`, `boxes` and `query` multiples of 16; `queries` 0 where the tree's own points ask. */
export function place(
  packedAt: usize,
  boxesAt: usize,
  startsAt: usize,
  endsAt: usize,
  leftsAt: usize,
  parentsAt: usize,
  groupsAt: usize,
  leavesAt: usize,
  queriesAt: usize,
  queryAt: usize,
  bestAt: usize,
  whoAt: usize,
  stackAt: usize,
  reachAt: usize,
  indicesAt: usize,
  distancesAt: usize,
): void {
  packed = packedAt;
  boxes = boxesAt;
  starts = startsAt;
  ends = endsAt;
  lefts = leftsAt;
  parents = parentsAt;
  groups = groupsAt;
  leaves = leavesAt;
  queries = queriesAt;
  query = queryAt;
  best = bestAt;
  who = whoAt;
  stack = stackAt;
  reach = reachAt;
  indices = indicesAt;
  distances = distancesAt;
}

/** `boxWidth`: columns of a box, filled up to a multiple of 4. */
export function configure(columns: i32, boxWidth: i32, neighbors: i32, squares: bool, pruning: f32): void {
  dims = columns;
  width = boxWidth;
  k = neighbors;
  squared = squares;
  prune = pruning;
  patience = query + ((<usize>PATIENCE) << 2);
}

function word(array: usize, i: i32): i32 {
  return load<i32>(array + ((<usize>i) << 2));
}

function setWord(array: usize, i: i32, value: i32): void {
  store<i32>(array + ((<usize>i) << 2), value);
}

function float(array: usize, i: i32): f32 {
  return load<f32>(array + ((<usize>i) << 2));
}

function setFloat(array: usize, i: i32, value: f32): void {
  store<f32>(array + ((<usize>i) << 2), value);
}

/**
 * Neighbours of the tree positions, or of the queries, from..to-1, written from the start of the results; gives the
 * number of leaves that were looked through.
 */
export function search(from: i32, to: i32): i32 {
  scanned = 0;
  for (let row = from; row < to; row++) {
    for (let i = 0; i < k; i++) setFloat(best, i, Infinity);
    worst = Infinity;
    let depth = 1;
    let self = -1;
    if (queries === 0) {
      self = row;
      readQuery(self);
      setFloat(best, 0, 0);
      setWord(who, 0, self);
      if (k === 1) worst = 0;
      depth = climb(self);
    } else {
      memory.copy(query, queries + <usize>row * <usize>dims * 4, (<usize>dims) << 2);
      setWord(stack, 0, 0);
      setFloat(reach, 0, NO_BOX);
    }
    while (depth > 0) {
      depth--;
      const node = word(stack, depth);
      let distance = float(reach, depth);
      if (distance === NO_BOX) distance = boxDistance(node);
      if (distance * prune >= worst) continue;
      const child = word(lefts, node);
      if (child < 0) {
        if (squared) scanSquares(node, self);
        else scanAbsolutes(node, self);
        scanned++;
        continue;
      }
      const first = boxDistance(child);
      const second = boxDistance(child + 1);
      const swap = first <= second;
      setWord(stack, depth, swap ? child + 1 : child);
      setFloat(reach, depth, swap ? second : first);
      setWord(stack, depth + 1, swap ? child : child + 1);
      setFloat(reach, depth + 1, swap ? first : second);
      depth += 2;
    }
    const out = (row - from) * k;
    for (let i = 0; i < k; i++) {
      const distance = float(best, i);
      setWord(indices, out + i, word(who, i));
      setFloat(distances, out + i, squared ? sqrt<f32>(distance) : distance);
    }
  }
  return scanned;
}

/** Copies the point out of its leaf. */
function readQuery(self: i32): void {
  const leaf = word(leaves, self);
  const inside = self - word(starts, leaf);
  let at =
    packed + <usize>(word(groups, leaf) + (inside >> 3)) * <usize>dims * 32 + ((<usize>inside & 7) << 2);
  for (let d = 0; d < dims; d++) {
    setFloat(query, d, load<f32>(at));
    at += 32;
  }
}

/** Stacks the sibling of each ancestor, the root's child lowest, and the own leaf on top; gives the height. */
function climb(self: i32): i32 {
  let depth = 0;
  let home = word(leaves, self);
  const leaf = home;
  while (word(parents, home) >= 0) {
    depth++;
    home = word(parents, home);
  }
  home = leaf;
  for (let i = depth - 1; i >= 0; i--) {
    const first = word(lefts, word(parents, home));
    setWord(stack, i, first === home ? home + 1 : home - 1);
    setFloat(reach, i, NO_BOX);
    home = word(parents, home);
  }
  setWord(stack, depth, leaf);
  setFloat(reach, depth, 0);
  return depth + 1;
}

/** From the query to the nearest point of a node's box; columns d, d + 4 ... add up in a lane each. */
function boxDistance(node: i32): f32 {
  let at = boxes + <usize>node * <usize>width * 8;
  const stop = query + ((<usize>width) << 2);
  let sum = f32x4.splat(0);
  const zero = sum;
  if (squared) {
    for (let q = query; q < stop; q += 16) {
      const value = v128.load(q);
      const low = f32x4.sub(v128.load(at), value);
      const high = f32x4.sub(value, v128.load(at, 16));
      const outside = f32x4.pmax(zero, f32x4.pmax(low, high));
      sum = f32x4.add(sum, f32x4.mul(outside, outside));
      at += 32;
    }
  } else {
    for (let q = query; q < stop; q += 16) {
      const value = v128.load(q);
      const low = f32x4.sub(v128.load(at), value);
      const high = f32x4.sub(value, v128.load(at, 16));
      sum = f32x4.add(sum, f32x4.pmax(zero, f32x4.pmax(low, high)));
      at += 32;
    }
  }
  const half = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
  return f32x4.extract_lane(half, 0) + f32x4.extract_lane(half, 1);
}

/** Measures the points of a leaf, eight at a time: two sums that do not wait for each other. */
function scanSquares(leaf: i32, self: i32): void {
  const end = word(ends, leaf);
  const size = (<usize>dims) << 5;
  const last = query + ((<usize>dims) << 2);
  const even = query + ((<usize>(dims & ~3)) << 2);
  let group = packed + <usize>word(groups, leaf) * size;
  let limit = f32x4.splat(worst);
  for (let i = word(starts, leaf); i < end; i += 8) {
    let at = group;
    let q = query;
    let low = f32x4.splat(0);
    let high = low;
    let value = low;
    let a = low;
    let b = low;
    group += size;
    while (q < even) {
      value = v128.load32_splat(q);
      a = f32x4.sub(value, v128.load(at));
      b = f32x4.sub(value, v128.load(at, 16));
      low = f32x4.add(low, f32x4.mul(a, a));
      high = f32x4.add(high, f32x4.mul(b, b));
      value = v128.load32_splat(q, 4);
      a = f32x4.sub(value, v128.load(at, 32));
      b = f32x4.sub(value, v128.load(at, 48));
      low = f32x4.add(low, f32x4.mul(a, a));
      high = f32x4.add(high, f32x4.mul(b, b));
      value = v128.load32_splat(q, 8);
      a = f32x4.sub(value, v128.load(at, 64));
      b = f32x4.sub(value, v128.load(at, 80));
      low = f32x4.add(low, f32x4.mul(a, a));
      high = f32x4.add(high, f32x4.mul(b, b));
      value = v128.load32_splat(q, 12);
      a = f32x4.sub(value, v128.load(at, 96));
      b = f32x4.sub(value, v128.load(at, 112));
      low = f32x4.add(low, f32x4.mul(a, a));
      high = f32x4.add(high, f32x4.mul(b, b));
      q += 16;
      at += 128;
      if (q >= patience && !v128.any_true(v128.or(f32x4.lt(low, limit), f32x4.lt(high, limit)))) break;
    }
    if (q === even) {
      for (; q < last; q += 4) {
        value = v128.load32_splat(q);
        a = f32x4.sub(value, v128.load(at));
        b = f32x4.sub(value, v128.load(at, 16));
        low = f32x4.add(low, f32x4.mul(a, a));
        high = f32x4.add(high, f32x4.mul(b, b));
        at += 32;
      }
    }
    const near = i32x4.bitmask(f32x4.lt(low, limit)) | (i32x4.bitmask(f32x4.lt(high, limit)) << 4);
    if (near === 0) continue;
    offerAll(i, near, low, high, self);
    limit = f32x4.splat(worst);
  }
}

/** As scanSquares, for sums of absolute differences. */
function scanAbsolutes(leaf: i32, self: i32): void {
  const end = word(ends, leaf);
  const size = (<usize>dims) << 5;
  const last = query + ((<usize>dims) << 2);
  const even = query + ((<usize>(dims & ~3)) << 2);
  let group = packed + <usize>word(groups, leaf) * size;
  let limit = f32x4.splat(worst);
  for (let i = word(starts, leaf); i < end; i += 8) {
    let at = group;
    let q = query;
    let low = f32x4.splat(0);
    let high = low;
    let value = low;
    group += size;
    while (q < even) {
      value = v128.load32_splat(q);
      low = f32x4.add(low, f32x4.abs(f32x4.sub(value, v128.load(at))));
      high = f32x4.add(high, f32x4.abs(f32x4.sub(value, v128.load(at, 16))));
      value = v128.load32_splat(q, 4);
      low = f32x4.add(low, f32x4.abs(f32x4.sub(value, v128.load(at, 32))));
      high = f32x4.add(high, f32x4.abs(f32x4.sub(value, v128.load(at, 48))));
      value = v128.load32_splat(q, 8);
      low = f32x4.add(low, f32x4.abs(f32x4.sub(value, v128.load(at, 64))));
      high = f32x4.add(high, f32x4.abs(f32x4.sub(value, v128.load(at, 80))));
      value = v128.load32_splat(q, 12);
      low = f32x4.add(low, f32x4.abs(f32x4.sub(value, v128.load(at, 96))));
      high = f32x4.add(high, f32x4.abs(f32x4.sub(value, v128.load(at, 112))));
      q += 16;
      at += 128;
      if (q >= patience && !v128.any_true(v128.or(f32x4.lt(low, limit), f32x4.lt(high, limit)))) break;
    }
    if (q === even) {
      for (; q < last; q += 4) {
        value = v128.load32_splat(q);
        low = f32x4.add(low, f32x4.abs(f32x4.sub(value, v128.load(at))));
        high = f32x4.add(high, f32x4.abs(f32x4.sub(value, v128.load(at, 16))));
        at += 32;
      }
    }
    const near = i32x4.bitmask(f32x4.lt(low, limit)) | (i32x4.bitmask(f32x4.lt(high, limit)) << 4);
    if (near === 0) continue;
    offerAll(i, near, low, high, self);
    limit = f32x4.splat(worst);
  }
}

function offerAll(first: i32, near: i32, low: v128, high: v128, self: i32): void {
  if (near & 1) offer(first, f32x4.extract_lane(low, 0), self);
  if (near & 2) offer(first + 1, f32x4.extract_lane(low, 1), self);
  if (near & 4) offer(first + 2, f32x4.extract_lane(low, 2), self);
  if (near & 8) offer(first + 3, f32x4.extract_lane(low, 3), self);
  if (near & 16) offer(first + 4, f32x4.extract_lane(high, 0), self);
  if (near & 32) offer(first + 5, f32x4.extract_lane(high, 1), self);
  if (near & 64) offer(first + 6, f32x4.extract_lane(high, 2), self);
  if (near & 128) offer(first + 7, f32x4.extract_lane(high, 3), self);
}

/** Takes a point among the neighbours where it is nearer than the worst; equal ones keep their order. */
function offer(position: i32, distance: f32, self: i32): void {
  if (distance >= worst || position === self) return;
  // A point of the tree is its own first neighbour, whatever coincides with it.
  const first = self < 0 ? 0 : 1;
  let slot = k - 1;
  while (slot > first && float(best, slot - 1) > distance) {
    setFloat(best, slot, float(best, slot - 1));
    setWord(who, slot, word(who, slot - 1));
    slot--;
  }
  setFloat(best, slot, distance);
  setWord(who, slot, position);
  worst = float(best, k - 1);
}
