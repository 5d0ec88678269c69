/**
 * The search kernel, in AssemblyScript: what searchRange of src/core/space/kd-tree.ts does, to the bit, with
 * eight points of a leaf in the lanes of two registers. All memory is laid out by the caller.
 */
const NO_BOX: f32 = -1;
/** Columns before the first look at whether all eight points are too far: it costs a guess of the processor. */
const PATIENCE: i32 = 16;
/** As in neighbors-of-neighbors.ts. */
const NEAREST: i32 = 32;
/** No neighbour yet: infinitely far. */
const NONE: u64 = 0x7f80000000000000;

let packed: usize = 0;
let boxes: usize = 0;
let starts: usize = 0;
let ends: usize = 0;
let lefts: usize = 0;
let parents: usize = 0;
let leaves: usize = 0;
let queries: usize = 0;
let query: usize = 0;
let best: usize = 0;
let stack: usize = 0;
let reach: usize = 0;
let indices: usize = 0;
let distances: usize = 0;
let lists: usize = 0;
let points: usize = 0;
let candidates: usize = 0;
let marks: usize = 0;
let dims: i32 = 0;
let width: i32 = 0;
let patience: usize = 0;
let k: i32 = 0;
let squared: bool = true;
let worst: f32 = 0;
let prune: f32 = 1;
let scanned: i32 = 0;

/**
 * Addresses in bytes, `packed`, `boxes` and `query` multiples of 16; `queries` 0 where the tree's own points ask.
 * For refine alone: `lists`, neighbours of all points as found before, `points`, row-major, `candidates`, room for
 * as many as a row may have and one, `marks`, one number a point, at first 0.
 */
export function place(
  packedAt: usize,
  boxesAt: usize,
  startsAt: usize,
  endsAt: usize,
  leftsAt: usize,
  parentsAt: usize,
  leavesAt: usize,
  queriesAt: usize,
  queryAt: usize,
  bestAt: usize,
  stackAt: usize,
  reachAt: usize,
  indicesAt: usize,
  distancesAt: usize,
  listsAt: usize,
  pointsAt: usize,
  candidatesAt: usize,
  marksAt: usize,
): void {
  packed = packedAt;
  boxes = boxesAt;
  starts = startsAt;
  ends = endsAt;
  lefts = leftsAt;
  parents = parentsAt;
  leaves = leavesAt;
  queries = queriesAt;
  query = queryAt;
  best = bestAt;
  stack = stackAt;
  reach = reachAt;
  indices = indicesAt;
  distances = distancesAt;
  lists = listsAt;
  points = pointsAt;
  candidates = candidatesAt;
  marks = marksAt;
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
    forget();
    let depth = 1;
    let self = -1;
    if (queries === 0) {
      self = row;
      readQuery(self);
      setBest(0, <u64>self);
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
    writeRow((row - from) * k);
  }
  return scanned;
}

/**
 * Of the points from..to-1, all in squares: the nearest among their neighbours, as listed, and the neighbours of the
 * nearest of these, written as by `search`.
 */
export function refine(from: i32, to: i32): void {
  const reach = min(k, NEAREST);
  const room = candidates;
  for (let row = from; row < to; row++) {
    const own = lists + ((<usize>row * <usize>k) << 2);
    const mark = row + 1;
    forget();
    setBest(0, <u64>row);
    setWord(marks, row, mark);
    let count = k - 1;
    for (let i = 1; i < k; i++) {
      const neighbor = word(own, i);
      setWord(marks, neighbor, mark);
      setWord(room, i - 1, neighbor);
    }
    for (let i = 1; i < reach; i++) {
      const theirs = lists + ((<usize>word(own, i) * <usize>k) << 2);
      for (let j = 1; j < reach; j++) {
        // Without a branch: half of them have been met.
        const candidate = word(theirs, j);
        setWord(room, count, candidate);
        count += word(marks, candidate) === mark ? 0 : 1;
        setWord(marks, candidate, mark);
      }
    }
    const q = points + ((<usize>row * <usize>dims) << 2);
    for (let i = 0; i < count; i++) {
      const candidate = word(room, i);
      offer(candidate, squareBetween(q, points + ((<usize>candidate * <usize>dims) << 2)), row);
    }
    writeRow((row - from) * k);
  }
}

function forget(): void {
  for (let i = 0; i < k; i++) setBest(i, NONE);
  worst = Infinity;
}

/** A neighbour: the bits of its distance, which rise as distances do, before its position. */
function bestAt(slot: i32): u64 {
  return load<u64>(best + ((<usize>slot) << 3));
}

function setBest(slot: i32, neighbor: u64): void {
  store<u64>(best + ((<usize>slot) << 3), neighbor);
}

function distanceOf(neighbor: u64): f32 {
  return reinterpret<f32>(<u32>(neighbor >> 32));
}

function writeRow(out: i32): void {
  for (let i = 0; i < k; i++) {
    const neighbor = bestAt(i);
    const distance = distanceOf(neighbor);
    setWord(indices, out + i, <i32>neighbor);
    setFloat(distances, out + i, squared ? sqrt<f32>(distance) : distance);
  }
}

/** Copies the point out of its leaf. */
function readQuery(self: i32): void {
  let at = packed + <usize>(self >> 3) * <usize>dims * 32 + ((<usize>self & 7) << 2);
  for (let d = 0; d < dims; d++) {
    setFloat(query, d, load<f32>(at));
    at += 32;
  }
}

/** As a lane of scanSquares sums it up. */
function squareBetween(a: usize, b: usize): f32 {
  const end = a + ((<usize>dims) << 2);
  let sum: f32 = 0;
  for (; a < end; a += 4, b += 4) {
    const step = load<f32>(a) - load<f32>(b);
    sum += step * step;
  }
  return sum;
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
  const start = word(starts, leaf);
  let group = packed + <usize>(start >> 3) * size;
  let limit = f32x4.splat(worst);
  for (let i = start; i < end; i += 8) {
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
  const start = word(starts, leaf);
  let group = packed + <usize>(start >> 3) * size;
  let limit = f32x4.splat(worst);
  for (let i = start; i < end; i += 8) {
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
  const key = (<u64>reinterpret<u32>(distance)) << 32;
  const last = key | 0xffffffff;
  let slot = k - 1;
  for (; slot > first; slot--) {
    const before = bestAt(slot - 1);
    if (before <= last) break;
    setBest(slot, before);
  }
  setBest(slot, key | <u64>position);
  worst = distanceOf(bestAt(k - 1));
}
