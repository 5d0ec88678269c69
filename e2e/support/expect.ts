import { errors, type Locator, expect as plainExpect } from '@playwright/test';

interface Asked {
  isNot: boolean;
  timeout: number;
}

/**
 * Waits until a locator finds something. As long as it does not, Playwright's own matchers describe the whole page, as a
 * reader of the screen has it, each time they look, for a failure that may never be: a second of CPU on a large page.
 * Gives whether it came and the ms that are left; where it did not come, the matcher itself says so.
 */
async function awaited(
  locator: Locator,
  state: 'visible' | 'attached',
  timeout: number,
): Promise<{ came: boolean; left: number }> {
  const since = performance.now();
  let came = true;
  try {
    await locator.waitFor({ state, timeout });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    came = false;
  }
  return { came, left: Math.max(1, timeout - (performance.now() - since)) };
}

type Matcher = (this: Asked, locator: Locator, ...given: unknown[]) => Promise<Outcome>;
type Outcome = { pass: boolean; message: () => string };

const outcome = (pass: boolean): Outcome => ({ pass, message: () => '' });

const isOptions = (value: unknown): boolean => typeof value === 'object' && !(value instanceof RegExp);

/** One of Playwright's matchers of an element, which is waited for first; lists of texts are no one element's. */
function ofElement(name: 'toHaveText' | 'toContainText' | 'toHaveValue' | 'toHaveAttribute'): Matcher {
  return async function (locator, ...given) {
    const options = given.length > 1 && isOptions(given.at(-1)) ? (given.pop() as object) : {};
    let { timeout } = { timeout: this.timeout, ...options };
    if (!Array.isArray(given[0])) timeout = (await awaited(locator, 'attached', timeout)).left;
    const asked = this.isNot ? plainExpect(locator).not : plainExpect(locator);
    await Reflect.apply(asked[name], asked, [...given, { ...options, timeout }]);
    return outcome(!this.isNot);
  };
}

const toBeVisible: Matcher = async function (locator, options = {}) {
  const { timeout, visible } = { timeout: this.timeout, visible: true, ...(options as object) };
  if (this.isNot || !visible) {
    const asked = this.isNot ? plainExpect(locator).not : plainExpect(locator);
    await asked.toBeVisible({ timeout, visible });
    return outcome(!this.isNot);
  }
  const { came, left } = await awaited(locator, 'visible', timeout);
  if (!came) await plainExpect(locator).toBeVisible({ timeout: left });
  return outcome(true);
};

export const expect: typeof plainExpect = plainExpect.extend({
  toBeVisible,
  toHaveText: ofElement('toHaveText'),
  toContainText: ofElement('toContainText'),
  toHaveValue: ofElement('toHaveValue'),
  toHaveAttribute: ofElement('toHaveAttribute'),
});
