import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureChromium, findChromium } from './chromium.mjs';

let place;
let machine;
let told;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'outcrop-chromium-'));
  mkdirSync(join(place, 'bin'));
  machine = { env: { PATH: join(place, 'bin') }, home: join(place, 'home'), fixed: [], isRoot: true };
  told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(place, { recursive: true, force: true });
});

function program(path, lines) {
  const full = join(place, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return full;
}

const browser = (path, version = 'Chromium 150.0.7000.1') => program(path, `echo '${version}'`);
const LOG = (name) => `echo "${name} $*" >> '${join(place, 'log')}'`;

/** A package manager that logs its arguments, and then does as told. */
const manager = (name, then = 'exit 0') => program(`bin/${name}`, `${LOG(name)}\n${then}`);

/** The shell commands with which a package manager puts a browser into PATH. */
function putsBrowser() {
  const chromium = join(place, 'bin/chromium');
  const text = '#!/bin/sh\\necho Chromium 150.0.7000.1\\n';
  return `printf '${text}' > '${chromium}'\n/bin/chmod +x '${chromium}'`;
}

const ran = () =>
  existsSync(join(place, 'log')) ? readFileSync(join(place, 'log'), 'utf8').trim().split('\n') : [];

// The programs of this test are shell scripts.
describe.skipIf(process.platform === 'win32')('a browser that is there', () => {
  beforeEach(() => manager('apt-get'));
  afterEach(() => {
    expect(ran(), 'nothing is installed').toEqual([]);
    expect(told).not.toHaveBeenCalled();
  });

  test.each([
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
  ])('is found on PATH as %s', (name) => {
    const path = browser(`bin/${name}`, name.startsWith('google') ? 'Google Chrome 150.0' : undefined);
    expect(ensureChromium(machine)).toBe(path);
  });

  test('is found at a fixed path, before those of PATH', () => {
    browser('bin/chromium');
    const path = browser('Applications/Chromium.app/Contents/MacOS/Chromium');
    machine.fixed = [join(place, 'not there'), path];
    expect(ensureChromium(machine)).toBe(path);
  });

  test('is found among those that Playwright fetched, the newest build that starts', () => {
    browser('home/.cache/ms-playwright/chromium-999/chrome-linux/chrome');
    const path = browser('home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome');
    program('home/.cache/ms-playwright/chromium-1300/chrome-linux/chrome', 'exit 1');
    browser('home/.cache/ms-playwright/firefox-1400/chrome-linux/chrome');
    expect(ensureChromium(machine)).toBe(path);
    machine.env.PLAYWRIGHT_BROWSERS_PATH = join(place, 'browsers');
    const own = browser('browsers/chromium-7/chrome-linux64/chrome');
    expect(ensureChromium(machine)).toBe(own);
  });

  test('is passed over where it does not tell its version, as a note that says to install a snap', () => {
    program('bin/chromium', 'echo "Command requires the chromium snap"');
    program('bin/chromium-browser', 'echo Chromium 150; exit 1');
    const path = browser('bin/google-chrome', 'Google Chrome 150.0');
    expect(ensureChromium(machine)).toBe(path);
  });

  test('is the one asked for, or an error where that does not start', () => {
    browser('bin/chromium');
    machine.env.OUTCROP_CHROMIUM = browser('mine/chrome');
    expect(ensureChromium(machine)).toBe(machine.env.OUTCROP_CHROMIUM);
    machine.env.OUTCROP_CHROMIUM = join(place, 'mine/none');
    expect(() => ensureChromium(machine)).toThrow(
      `OUTCROP_CHROMIUM is ${machine.env.OUTCROP_CHROMIUM}; expected the path of a Chromium that starts here`,
    );
  });
});

describe.skipIf(process.platform === 'win32')('without a browser', () => {
  const COMMANDS = {
    // As on Ubuntu, which does not know the shell.
    'apt-get': [
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium-headless-shell',
      'apt-get install -y --no-install-recommends chromium',
    ],
    dnf: ['dnf install -y chromium'],
    zypper: ['zypper --non-interactive install chromium'],
    pacman: ['pacman -Sy --noconfirm chromium'],
    apk: ['apk add chromium'],
    brew: ['brew install --cask chromium'],
  };

  test.each(Object.entries(COMMANDS))('%s installs one, which is then found', (name, commands) => {
    manager(name, `case "$*" in update) ;; *headless-shell) exit 100 ;; *) ${putsBrowser()};; esac`);
    expect(ensureChromium(machine)).toBe(join(place, 'bin/chromium'));
    expect(ran()).toEqual(commands);
    expect(told).toHaveBeenCalledWith(`No Chromium found; installing one: ${commands.at(-1)}`);
  });

  test.each(Object.entries(COMMANDS))(
    '%s is asked through sudo by another user, but brew',
    (name, commands) => {
      machine.isRoot = false;
      program('bin/sudo', `${LOG('sudo')}\nshift\nexec "$@"`);
      manager(name, `case "$*" in update) ;; *headless-shell) exit 100 ;; *) ${putsBrowser()};; esac`);
      expect(ensureChromium(machine)).toBe(join(place, 'bin/chromium'));
      const throughSudo = commands.flatMap((command) => [`sudo -n ${command}`, command]);
      expect(ran()).toEqual(name === 'brew' ? commands : throughSudo);
    },
  );

  test('the headless shell is enough where there is one', () => {
    manager('apt-get', `case "$*" in update) ;; *) ${putsBrowser()};; esac`);
    expect(ensureChromium(machine)).toBe(join(place, 'bin/chromium'));
    expect(ran()).toEqual(COMMANDS['apt-get'].slice(0, 2));
  });

  test('the first package manager there is is asked, and nobody is asked questions', () => {
    for (const name of Object.keys(COMMANDS)) manager(name, `echo "$DEBIAN_FRONTEND" >> '${place}/log'`);
    expect(() => ensureChromium(machine)).toThrow();
    expect(ran()).toEqual(COMMANDS['apt-get'].flatMap((command) => [command, 'noninteractive']));
  });

  test('and without a package manager, the error tells what to do', () => {
    expect(findChromium(machine)).toBeNull();
    expect(() => ensureChromium(machine)).toThrow(
      'There is no Chromium for the browser tests: no package manager known here (apt-get, dnf, zypper, pacman, apk, brew).\n' +
        'Install Chromium or Chrome by hand, or set OUTCROP_CHROMIUM to the path of one.',
    );
  });

  test('an installation that fails, cannot start, or brings nothing that starts is told', () => {
    manager('dnf', 'exit 3');
    expect(() => ensureChromium(machine)).toThrow('`dnf install -y chromium` ended with 3.\n');
    manager('dnf');
    expect(() => ensureChromium(machine)).toThrow(
      'it installed, but no Chromium that starts was found after it.\n',
    );
    machine.isRoot = false;
    expect(() => ensureChromium(machine)).toThrow(
      /`sudo -n dnf install -y chromium` could not start: .*ENOENT/,
    );
  });
});
