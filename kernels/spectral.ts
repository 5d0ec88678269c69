/**
 * A step of the spectral start, in AssemblyScript: what plainStep of src/core/embed/umap/filter-task.ts does, to the
 * bit, with the four vectors in the lanes of a register. All memory is laid out by the caller.
 */
let offsets: usize = 0;
let targets: usize = 0;
let values: usize = 0;

export function place(offsetsAt: usize, targetsAt: usize, valuesAt: usize): void {
  offsets = offsetsAt;
  targets = targetsAt;
  values = valuesAt;
}

/** next = scale (matrix current - middle current) - carry previous, for the rows from..to-1 of four floats. */
export function step(
  from: i32,
  to: i32,
  current: usize,
  previous: usize,
  next: usize,
  middle: f32,
  scale: f32,
  carry: f32,
): void {
  const middles = f32x4.splat(middle);
  const scales = f32x4.splat(scale);
  const carries = f32x4.splat(carry);
  let edge = (<usize>load<i32>(offsets + ((<usize>from) << 2))) << 2;
  for (let row = <usize>from; row < <usize>to; row++) {
    const end = (<usize>load<i32>(offsets + (row << 2), 4)) << 2;
    let sum = f32x4.splat(0);
    for (; edge < end; edge += 4) {
      const other = current + ((<usize>load<i32>(targets + edge)) << 4);
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(values + edge), v128.load(other)));
    }
    const at = row << 4;
    const moved = f32x4.mul(scales, f32x4.sub(sum, f32x4.mul(middles, v128.load(current + at))));
    v128.store(next + at, f32x4.sub(moved, f32x4.mul(carries, v128.load(previous + at))));
  }
}
