// What a person does at the screen: find by data-testid or by role and name, click, type, choose, read. Everything waits
// for a state, never for a time.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { By, Key, type WebDriver, type WebElement, error, until } from 'selenium-webdriver';

const PATIENCE = 20_000;

/** Where an element is: a test id, or any CSS or XPath below it. */
export type Place = string | By;

const locator = (place: Place): By =>
  typeof place === 'string' ? By.css(`[data-testid="${place}"]`) : place;

/** An element with this role and visible name. */
export const named = (role: 'button' | 'dialog' | 'link' | 'option' | 'tab', name: string): By => {
  const tags = { button: 'button', dialog: '*', link: 'a', option: '*', tab: '*' };
  const own =
    role === 'button' || role === 'link' ? `self::${tags[role]} or @role="${role}"` : `@role="${role}"`;
  return By.xpath(
    `//*[${own}][normalize-space(translate(., "\u00a0", " "))=${quoted(name)} or @aria-label=${quoted(name)}]`,
  );
};

// XPath 1.0 has no escapes: a text with both kinds of quotes is put together.
const quoted = (text: string): string =>
  text.includes('"')
    ? `concat(${text
        .split('"')
        .map((part) => `"${part}"`)
        .join(`,'"',`)})`
    : `"${text}"`;

// WebDriver's own "is displayed" and "text" are not asked: WebKitWebDriver calls a cell whose overflow is hidden invisible
// and its text empty. What the page itself says is the same in both browsers.
const FIRST_VISIBLE = `return [...arguments].find((element) => element.getClientRects().length > 0
  && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) ?? null`;
const TO_MIDDLE = 'arguments[0].scrollIntoView({ block: "center" })';
const TEXT = 'return arguments[0].innerText.trim()';

/** The first visible element at a place, or null. When one goes away meanwhile, there is none yet. */
async function visible(driver: WebDriver, by: By): Promise<WebElement | null> {
  const elements = await driver.findElements(by);
  if (elements.length === 0) return null;
  try {
    return await driver.executeScript<WebElement | null>(FIRST_VISIBLE, ...elements);
  } catch (problem) {
    if (problem instanceof error.StaleElementReferenceError) return null;
    throw problem;
  }
}

/** What was waited for; a function tells it as it was at the end. */
type Message = string | (() => string);

export class Screen {
  private shots = 0;

  constructor(
    readonly driver: WebDriver,
    private readonly folder: string,
  ) {}

  /** The same pictures go on with another window. */
  again(driver: WebDriver): Screen {
    const next = new Screen(driver, this.folder);
    next.shots = this.shots;
    return next;
  }

  /** Waits until `condition` gives something; what it throws for an element that went away counts as not yet. */
  async wait<T>(
    what: Message,
    condition: () => Promise<T | null | false | undefined>,
    patience = PATIENCE,
  ): Promise<T> {
    const found = await this.driver.wait(
      async () => {
        try {
          return (await condition()) || null;
        } catch (problem) {
          if (problem instanceof error.StaleElementReferenceError) return null;
          throw problem;
        }
      },
      patience,
      // The types leave out that a message may be made when it is needed.
      (() => `waited for ${typeof what === 'string' ? what : what()}`) as unknown as string,
    );
    return found as T;
  }

  /** The visible element at a place; work that is known to take longer is given more patience. */
  see(place: Place, patience = PATIENCE): Promise<WebElement> {
    const by = locator(place);
    return this.wait(by.toString(), () => visible(this.driver, by), patience);
  }

  /** Waits until nothing is visible at a place. */
  async gone(place: Place): Promise<void> {
    const by = locator(place);
    await this.wait(`no ${by}`, async () => (await visible(this.driver, by)) === null);
  }

  /** Whether something is visible at a place right now. */
  async has(place: Place): Promise<boolean> {
    return (await visible(this.driver, locator(place))) !== null;
  }

  /** Whether something can be clicked at a place right now. */
  async usable(place: Place): Promise<boolean> {
    return (await (await visible(this.driver, locator(place)))?.isEnabled()) ?? false;
  }

  /** What an input holds, once it holds something. */
  async value(place: Place): Promise<string> {
    const input = await this.input(place);
    return this.wait(`a value in ${locator(place)}`, () => input.getAttribute('value'));
  }

  /** The text at a place, once `accept` likes it. */
  async text(place: Place, accept: (text: string) => boolean = (text) => text !== ''): Promise<string> {
    let last = '';
    return this.wait(
      () => `a text at ${locator(place)}, last "${last}"`,
      async () => {
        const element = await visible(this.driver, locator(place));
        last = element ? await this.driver.executeScript<string>(TEXT, element) : '';
        return accept(last) ? { last } : null;
      },
    ).then((found) => found.last);
  }

  /** Clicks once the element is there, enabled, and on top of everything else at its middle. A table row is clicked by a
   * cell: WebKitWebDriver finds no middle of a row. */
  async click(place: Place): Promise<void> {
    const by = locator(place);
    let last = 'not there';
    await this.wait(
      () => `clickable ${by}, last ${last}`,
      async () => {
        const element = await visible(this.driver, by);
        last = !element ? 'not there' : (await element.isEnabled()) ? '' : 'disabled';
        if (!element || last) return null;
        try {
          await element.click();
          return true;
        } catch (problem) {
          // A mask or a message that is just leaving lies over it.
          const passing = [error.ElementClickInterceptedError, error.ElementNotInteractableError];
          if (!passing.some((kind) => problem instanceof kind)) throw problem;
          last = String(problem);
          // Or the line of buttons under a form does: what is scrolled into view just so lies behind it.
          await this.driver.executeScript(TO_MIDDLE, element);
          return null;
        }
      },
    );
  }

  /** The input at a place: the element itself, or the one inside it. */
  private async input(place: Place): Promise<WebElement> {
    const by = locator(place);
    return this.wait(`an input at ${by}`, async () => {
      const element = await visible(this.driver, by);
      if (!element) return null;
      if (/^(input|textarea)$/i.test(await element.getTagName())) return element;
      return (await element.findElements(By.css('input, textarea')))[0];
    });
  }

  /** Replaces what an input holds. WebDriver's own "clear" is not noticed by React. */
  async type(place: Place, text: string): Promise<void> {
    const input = await this.input(place);
    // One after the other: WebKit drops what follows a chord in the same sequence.
    await input.sendKeys(Key.chord(Key.CONTROL, 'a'));
    await input.sendKeys(Key.BACK_SPACE);
    // WebKit knows a new line as a key only.
    await input.sendKeys(text.replaceAll('\n', Key.ENTER));
    let last = '';
    await this.wait(
      () => `"${text}" in ${locator(place)}, last "${last}"`,
      async () => {
        last = (await input.getAttribute('value')) ?? '';
        return last === text;
      },
    );
  }

  /** Puts a file into a file input, which is usually hidden. */
  async upload(place: Place, file: string): Promise<void> {
    const input = await this.driver.wait(until.elementLocated(locator(place)), PATIENCE);
    await input.sendKeys(file);
  }

  /** Opens a Select, types to find, and takes the first option that holds the text; returns the option's whole text. */
  async choose(place: Place, text: string): Promise<string> {
    await this.click(place);
    await (await this.input(place)).sendKeys(text);
    return this.take(text);
  }

  /** Opens a Select and takes its first option; returns the option's text. */
  async chooseFirst(place: Place): Promise<string> {
    await this.click(place);
    return this.take('');
  }

  // Options of a Select and of a TreeSelect.
  private async take(text: string): Promise<string> {
    const has = (name: string) => `contains(concat(" ", @class, " "), " ${name} ")`;
    const open = `//div[${has('ant-select-dropdown')} and not(${has('ant-select-dropdown-hidden')})]`;
    const options = `(${has('ant-select-item-option')} or ${has('ant-select-tree-node-content-wrapper')})`;
    const option = By.xpath(`${open}//*[${options} and contains(., ${quoted(text)})]`);
    const chosen = await this.text(option);
    await this.click(option);
    return chosen.trim();
  }

  /** Types a date (and time) into a DatePicker, the way its field shows it, and accepts it. */
  async date(place: Place, text: string): Promise<void> {
    await this.click(place);
    await this.type(place, text);
    await (await this.input(place)).sendKeys(Key.ENTER);
    await this.wait(`"${text}" in ${locator(place)}`, async () => (await this.value(place)) === text);
  }

  /** Presses keys where the focus is. */
  async press(...keys: string[]): Promise<void> {
    await this.driver.actions().clear();
    await (await this.driver.switchTo().activeElement()).sendKeys(...keys);
  }

  /** Saves a picture of the window as NN-name.png. */
  async shot(name: string): Promise<void> {
    this.shots += 1;
    const file = join(this.folder, `${String(this.shots).padStart(2, '0')}-${name}.png`);
    writeFileSync(file, await this.driver.takeScreenshot(), 'base64');
  }
}
