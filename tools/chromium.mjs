/**
 * Finds a Chromium for the browser tests, or installs one through the system's package manager. Its headless shell,
 * the same engine without a browser's own windows, goes first: a test's page costs it some 2 s of CPU less.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isProgram } from './root.mjs';

const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

const FIXED = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** All that the search and the installation depend on. */
const thisMachine = { env: process.env, home: homedir(), fixed: FIXED, isRoot: process.getuid?.() === 0 };

/** Where Playwright keeps the browsers it has fetched, newest build first. */
function playwrightBrowsers({ env, home }) {
  const folders = [
    env.PLAYWRIGHT_BROWSERS_PATH,
    join(home, '.cache/ms-playwright'),
    join(home, 'Library/Caches/ms-playwright'),
    env.LOCALAPPDATA && join(env.LOCALAPPDATA, 'ms-playwright'),
  ];
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ];
  return folders
    .filter((folder) => folder && existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /^chromium-\d+$/.test(name))
        .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
        .flatMap((name) => programs.map((program) => join(folder, name, program))),
    );
}

/** Ubuntu's chromium-browser may be a note that says to install the snap, so each find must tell its version. */
function answers(path) {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true;
  const run = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return run.status === 0 && /Chrom/.test(run.stdout);
}

/** Path of a Chromium or Chrome that starts here; null where there is none. */
export function findChromium(machine = thisMachine) {
  const asked = machine.env.OUTCROP_CHROMIUM;
  if (asked) {
    if (answers(asked)) return asked;
    throw new Error(`OUTCROP_CHROMIUM is ${asked}; expected the path of a Chromium that starts here`);
  }
  const onPath = pathOf(machine).flatMap((folder) => COMMANDS.map((name) => join(folder, name)));
  return [...machine.fixed, ...onPath, ...playwrightBrowsers(machine)].find(answers) ?? null;
}

function pathOf({ env }) {
  return (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The commands that install a Chromium here, in order; null where no package manager is known. */
function installCommands(machine) {
  const has = (command) => pathOf(machine).some((folder) => existsSync(join(folder, command)));
  if (has('apt-get'))
    return [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium-headless-shell'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    ];
  if (has('dnf')) return [['dnf', 'install', '-y', 'chromium']];
  if (has('zypper')) return [['zypper', '--non-interactive', 'install', 'chromium']];
  if (has('pacman')) return [['pacman', '-Sy', '--noconfirm', 'chromium']];
  if (has('apk')) return [['apk', 'add', 'chromium']];
  if (has('brew')) return [['brew', 'install', '--cask', 'chromium']];
  return null;
}

/** Path of a Chromium, installed first where there is none. Throws with advice where neither works. */
export function ensureChromium(machine = thisMachine) {
  const found = findChromium(machine);
  if (found) return found;
  const commands = installCommands(machine);
  let why = 'no package manager known here (apt-get, dnf, zypper, pacman, apk, brew)';
  if (commands) {
    console.error(`No Chromium found; installing one: ${commands.at(-1).join(' ')}`);
    const plain = machine.isRoot || commands[0][0] === 'brew';
    const env = { ...machine.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const command of commands) {
      const [program, ...args] = plain ? command : ['sudo', '-n', ...command];
      const run = spawnSync(program, args, { stdio: ['ignore', 2, 2], env });
      why =
        run.status === 0
          ? 'it installed, but no Chromium that starts was found after it'
          : `\`${[program, ...args].join(' ')}\` ${run.error ? `could not start: ${run.error.message}` : `ended with ${run.status}`}`;
      const installed = findChromium(machine);
      if (installed) return installed;
    }
  }
  throw new Error(
    `There is no Chromium for the browser tests: ${why}.\n` +
      'Install Chromium or Chrome by hand, or set OUTCROP_CHROMIUM to the path of one.',
  );
}

if (isProgram(import.meta.url)) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
