import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plane } from '../../src/core/embed/plane.ts';

export interface PythonAnswer {
  seconds?: number;
  missing?: string;
  error?: string;
  [key: string]: unknown;
}

/** A Python process with the reference packages, which stays warm between requests. */
export interface Python {
  ask(request: { job: string; [key: string]: unknown }): Promise<PythonAnswer>;
  /** Path for an array in the folder of this process, which goes with it. */
  file(name: string): string;
  close(): void;
}

/** null where there is no such Python. */
export function startPython(script: string): Python | null {
  const program = process.env.OUTCROP_PYTHON ?? '/usr/bin/python3';
  if (!existsSync(program)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-bench-'));
  const child = spawn(program, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: { done(answer: PythonAnswer): void; failed(error: Error): void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.done(JSON.parse(line)));
  child.on('error', (error) => fail(error));
  child.on('exit', (code, signal) => fail(new Error(`${program} ended with ${code ?? signal}`)));
  const fail = (error: Error): void => {
    for (const { failed } of waiting.splice(0)) failed(error);
  };
  return {
    ask: (request) =>
      new Promise((done, failed) => {
        waiting.push({ done, failed });
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    file: (name) => join(folder, name),
    close() {
      endQuietly(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function endQuietly(child: ChildProcess): void {
  child.removeAllListeners('exit');
  child.stdin?.end();
  child.kill();
}

/** Writes as it lies in memory: little-endian on every machine that runs Node. */
export function writeArray(path: string, array: Float32Array | Float64Array | Int32Array): void {
  writeFileSync(path, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
}

export function readFloats(path: string): Float32Array {
  return new Float32Array(bytesOf(path));
}

export function readLabels(path: string): Int32Array {
  return new Int32Array(bytesOf(path));
}

/** A plane of x, y pairs. */
export function readPlane(path: string): Plane {
  const pairs = readFloats(path);
  const axis = (d: number): Float32Array =>
    Float32Array.from({ length: pairs.length / 2 }, (_, row) => pairs[2 * row + d]);
  return { x: axis(0), y: axis(1) };
}

function bytesOf(path: string): ArrayBuffer {
  const bytes = readFileSync(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
