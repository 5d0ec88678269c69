/**
 * Compiles kernels/<name>.ts (AssemblyScript) to src/core/kernels/<name>.generated.ts, which holds the module in
 * base64, once for memory of its own and once for memory that threads share: the same code, asked of another memory.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, root } from './root.mjs';

const OPTIONS = [
  '-O3',
  '--runtime',
  'stub',
  '--noAssert',
  '--importMemory',
  '--enable',
  'simd',
  '--enable',
  'threads',
  '--use',
  'abort=',
];
/** The one import of a module, `memory` of `env`, which is its own: any size. */
const OWN = Buffer.from('\x02\x0f\x01\x03env\x06memory\x02\x00\x00', 'latin1');
/** The same, shared: at most 65,536 pages, which are all that 32-bit addresses reach. */
const SHARED = Buffer.from('\x02\x12\x01\x03env\x06memory\x02\x03\x00\x80\x80\x04', 'latin1');
const folder = join(root, 'kernels');

const kernels = () =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => {
      const name = file.slice(0, -3);
      return { name, file, target: join(root, 'src/core/kernels', `${name}.generated.ts`) };
    });

/** Of everything the module depends on, so that a clone or a copy needs no file times. */
function stampOf(file) {
  const compiler = readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8');
  const parts = [
    readFileSync(join(folder, file), 'utf8'),
    OPTIONS.join(' '),
    SHARED.toString('hex'),
    JSON.parse(compiler).version,
  ];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

async function compile(file) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary = null;
  const { error, stderr } = await asc.main([file, '--outFile', 'out.wasm', ...OPTIONS], {
    readFile: (name) => {
      const path = join(folder, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    writeFile: (_name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`kernels/${file} does not compile: ${error}\n${stderr}`);
  return Buffer.from(binary);
}

/** The module for memory that threads share: all its code is that of the module for its own. */
function sharing(own, file) {
  const at = own.indexOf(OWN);
  if (at < 0) throw new Error(`kernels/${file}: it imports more than its memory, or a memory of some size`);
  return Buffer.concat([own.subarray(0, at), SHARED, own.subarray(at + OWN.length)]);
}

/** Compiles what has changed. Several processes may do so at once: each moves a whole file into place. */
export async function ensureKernels() {
  for (const { name, file, target } of kernels()) {
    const stamp = stampOf(file);
    if (existsSync(target) && readFileSync(target, 'utf8').includes(stamp)) continue;
    const own = await compile(file);
    const text =
      `/** Compiled from kernels/${file} by tools/kernels.mjs; stamp ${stamp}. */\n` +
      `export const ${name}Module = {\n  own: '${own.toString('base64')}',\n` +
      `  shared: '${sharing(own, file).toString('base64')}',\n};\n`;
    const fresh = `${target}.${process.pid}`;
    writeFileSync(fresh, text);
    renameSync(fresh, target);
  }
}

if (isProgram(import.meta.url)) {
  try {
    await ensureKernels();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
