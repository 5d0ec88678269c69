/**
 * `npm test`: everything, to the end, whatever fails. The last line is `N passed, N failed`, with `, N skipped`
 * where there are any: the tests of vitest and Playwright, and one for each static check.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { root } from './root.mjs';

const modules = (path) => join(root, 'node_modules', path);
// The compiler in machine code; dependency-cruiser needs the one in JavaScript beside it.
const TSC = modules('typescript-native/bin/tsc');
const reports = mkdtempSync(join(tmpdir(), 'outcrop-test-'));
const rows = [];

function note(name, seconds, passed, failed, skipped = 0, remark = '') {
  rows.push({ name, seconds, passed, failed, skipped, remark });
}

/** Starts a watch; asked, it tells what share of all cores was busy since, of whatever programs. */
function watchCores() {
  const times = () =>
    cpus().reduce(
      ([busy, all], { times: { user, nice, sys, irq, idle } }) => {
        const used = user + nice + sys + irq;
        return [busy + used, all + used + idle];
      },
      [0, 0],
    );
  const [busyBefore, allBefore] = times();
  return () => {
    const [busy, all] = times();
    return `cores ${Math.round((100 * (busy - busyBefore)) / Math.max(1, all - allBefore))} % busy`;
  };
}

/** Runs a node program with its output passed through; gives whether it went well and how long it took. */
function runNode(name, args, env = {}) {
  console.log(`\n--- ${name}`);
  const start = performance.now();
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return { ok: run.status === 0, seconds: (performance.now() - start) / 1000 };
}

/** One static check; its output is kept together, and shown when it ends. */
function check(name, args) {
  return new Promise((resolve) => {
    const start = performance.now();
    const run = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    run.stdout.on('data', (bytes) => output.push(bytes));
    run.stderr.on('data', (bytes) => output.push(bytes));
    const end = (ok) => {
      console.log(`\n--- ${name}`);
      process.stdout.write(Buffer.concat(output));
      note(name, (performance.now() - start) / 1000, ok ? 1 : 0, ok ? 0 : 1);
      resolve(ok);
    };
    run.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      end(false);
    });
    run.on('close', (code) => end(code === 0));
  });
}

/** The checks, each a function that starts it, as many at once as there are cores, up to four. */
async function together(starts) {
  const waiting = [...starts];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
}

/** Counts of a runner's report; a runner that failed without a failed test counts as one failure. */
function tests(name, args, report, countsOf, env) {
  const busy = watchCores();
  const { ok, seconds } = runNode(name, args, env);
  const counts = existsSync(report) ? countsOf(JSON.parse(readFileSync(report, 'utf8'))) : [0, 0, 0];
  if (!ok && counts[1] === 0) counts[1] = 1;
  note(name, seconds, ...counts, busy());
}

function vitestCounts(report) {
  // A file that cannot be loaded has no tests to count.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return [
    report.numPassedTests,
    report.numFailedTests + unloaded.length,
    report.numPendingTests + report.numTodoTests,
  ];
}

function playwrightCounts({ stats, errors }) {
  return [stats.expected, stats.unexpected + stats.flaky + errors.length, stats.skipped];
}

async function runAll() {
  install();
  let chromium = null;
  try {
    chromium = ensureChromium();
  } catch (error) {
    console.error(error.message);
  }

  const begun = performance.now();
  const busy = watchCores();
  // What git ignores is not linted: that need not wait for the kernels, as all else does.
  await together([
    () => check('kernels', ['tools/kernels.mjs']),
    () => check('lint', [modules('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=warn']),
  ]);
  let built = false;
  // The longest first.
  await together([
    ...['node', 'web'].map(
      (part) => () => check(`types ${part}`, [TSC, '--singleThreaded', '-p', `tsconfig.${part}.json`]),
    ),
    async () => {
      built = await check('build app', [modules('vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
      if (!built) return;
      await check('first load', ['tools/first-load.mjs']);
      await check('built page', ['tools/built-page.mjs']);
    },
    ...['worker', 'core'].map(
      (part) => () => check(`types ${part}`, [TSC, '--singleThreaded', '-p', `tsconfig.${part}.json`]),
    ),
    () =>
      check('layers', [
        modules('dependency-cruiser/bin/dependency-cruise.mjs'),
        ...['--config', 'tools/layers.cjs', 'src', 'workers', 'cli'],
      ]),
    () => check('build cli', ['tools/bundle.mjs']),
    () => check('sizes', ['tools/sizes.mjs']),
  ]);
  note('static checks', (performance.now() - begun) / 1000, 0, 0, 0, `all of them, ${busy()}`);

  const unit = join(reports, 'vitest.json');
  tests(
    'unit tests',
    [modules('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`],
    unit,
    vitestCounts,
  );
  if (!built || !chromium) {
    note('browser tests', 0, 0, 1, 0, built ? 'not run: no Chromium' : 'not run: the app did not build');
    return;
  }
  const browser = join(reports, 'playwright.json');
  tests('browser tests', [modules('@playwright/test/cli.js'), 'test'], browser, playwrightCounts, {
    OUTCROP_CHROMIUM: chromium,
    OUTCROP_E2E_REPORT: browser,
  });
}

try {
  await runAll();
} catch (error) {
  console.error(error.message);
  note('install', 0, 0, 1);
} finally {
  rmSync(reports, { recursive: true, force: true });
}

const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
console.log('');
for (const { name, seconds, passed, failed, skipped, remark } of rows) {
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  console.log(
    `${failed > 0 ? 'FAIL' : 'ok  '} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s  ${counts}  ${remark}`.trimEnd(),
  );
}
const skipped = sum('skipped');
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
