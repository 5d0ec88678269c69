/**
 * Compiles kernels/<name>.ts (AssemblyScript) to src/core/kernels/<name>.generated.ts, which holds the module in
 * base64, once for memory of its own and once for memory that threads share.
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
  '--use',
  'abort=',
];
/** 65,536 pages are all that 32-bit addresses reach. */
const SHARED = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];
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
    [...OPTIONS, ...SHARED].join(' '),
    JSON.parse(compiler).version,
  ];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

async function compile(file, options) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary = null;
  const { error, stderr } = await asc.main([file, '--outFile', 'out.wasm', ...options], {
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
  return binary;
}

/** Compiles what has changed. Several processes may do so at once: each moves a whole file into place. */
export async function ensureKernels() {
  for (const { name, file, target } of kernels()) {
    const stamp = stampOf(file);
    if (existsSync(target) && readFileSync(target, 'utf8').includes(stamp)) continue;
    const base64 = async (options) => Buffer.from(await compile(file, options)).toString('base64');
    const text =
      `/** Compiled from kernels/${file} by tools/kernels.mjs; stamp ${stamp}. */\n` +
      `export const ${name}Module = {\n  own: '${await base64(OPTIONS)}',\n` +
      `  shared: '${await base64([...OPTIONS, ...SHARED])}',\n};\n`;
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
